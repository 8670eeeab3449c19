import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { decimal, micros, money } from './money';
import type { Model, ModelChange } from './modelsApi';
import { modelsApi } from './modelsApi';
import styles from './ModelsScreen.module.css';
import { priceWords } from './priceWords';

/** ¥2.00 / ¥8.50, or that nobody knows. */
export function PriceShown({ model }: { model: Model }) {
  const words = useWords(priceWords);
  const price = model.price;
  return (
    <p className={styles['facts']}>
      {price === null ? words.none : words.shown(money(price.promptMicros, price.currency), money(price.answerMicros, price.currency))}
    </p>
  );
}

/** What a model costs, as its provider's price list says it. All empty is unknown. */
export function ModelPrice({ model, onChanged }: { model: Model; onChanged(): Promise<void> }) {
  const words = useWords(priceWords);
  const form = useForm();
  const [prompt, setPrompt] = useState(model.price === null ? '' : decimal(model.price.promptMicros));
  const [answer, setAnswer] = useState(model.price === null ? '' : decimal(model.price.answerMicros));
  const [currency, setCurrency] = useState(model.price?.currency ?? 'CNY');
  const [tried, setTried] = useState(false);
  const empty = prompt.trim() === '' && answer.trim() === '';
  const promptMicros = micros(prompt);
  const answerMicros = micros(answer);
  const wrong = (value: number | null) => (tried && !empty && value === null ? words.odd : null);
  const save = () => {
    setTried(true);
    if (!empty && (promptMicros === null || answerMicros === null)) return;
    const wish: ModelChange =
      empty || promptMicros === null || answerMicros === null
        ? { priceUnknown: true }
        : { price: { promptMicros, answerMicros, currency: currency.trim().toUpperCase() } };
    void form.run(async () => {
      await modelsApi.changeModel(model.id, wish);
      await onChanged();
      toast(words.saved);
    });
  };
  return (
    <form
      className={stack['stack']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset className={styles['price']}>
        <legend>{words.title}</legend>
        <TextField label={words.prompt} inputMode="decimal" autoComplete="off" value={prompt} error={wrong(promptMicros) ?? form.errorOf('promptMicros')} onChange={(event) => setPrompt(event.target.value)} />
        <TextField label={words.answer} inputMode="decimal" autoComplete="off" value={answer} error={wrong(answerMicros) ?? form.errorOf('answerMicros')} onChange={(event) => setAnswer(event.target.value)} />
        <TextField label={words.currency} maxLength={3} autoCapitalize="characters" autoComplete="off" value={currency} error={form.errorOf('currency')} onChange={(event) => setCurrency(event.target.value)} />
      </fieldset>
      <p className={styles['facts']}>{words.hint}</p>
      <FormError text={form.errorBeside('promptMicros', 'answerMicros', 'currency')} />
      <div className={stack['row']}>
        <Button type="submit" size="small" busy={form.busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
