import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextArea, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { Chosen, Provider, RouteForm } from './modelsApi';
import { routesApi } from './modelsApi';
import styles from './ModelsScreen.module.css';
import { routesWords } from './routesWords';

/** 「只唤醒数学专家」: which questions go to which model, by examples; decided by meaning, without asking a model. */
export function RoutesSection({ providers }: { providers: Provider[] }) {
  const words = useWords(routesWords);
  const form = useForm();
  const [routes, setRoutes] = useState<RouteForm[] | null>(null);
  useEffect(() => {
    routesApi.list().then(setRoutes, () => undefined);
  }, []);
  const options = providers.flatMap((provider) => provider.models.map((model) => ({ value: String(model.id), label: `${provider.name} · ${model.shownName || model.name}` })));
  if (routes === null || options.length === 0) return null;
  const change = (index: number, part: Partial<RouteForm>) => setRoutes(routes.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const save = () =>
    form.run(async () => {
      setRoutes(await routesApi.replace(routes));
      toast(words.saved);
    });
  return (
    <Section title={words.title} hint={words.hint}>
      <form
        className={styles['routes']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {routes.map((route, index) => (
          <fieldset key={index} className={styles['model']}>
            <TextField label={words.label} required maxLength={40} value={route.label} onChange={(event) => change(index, { label: event.target.value })} />
            <Select label={words.model} value={String(route.model)} options={options} onChange={(value) => change(index, { model: Number(value) })} />
            <TextArea label={words.examples} hint={words.examplesHint} required value={route.examples.join('\n')} onChange={(event) => change(index, { examples: event.target.value.split('\n') })} />
            <div className={stack['row']}>
              <Button size="small" look="danger" aria-label={words.removeOf(route.label)} onClick={() => setRoutes(routes.filter((_, at) => at !== index))}>
                {words.remove}
              </Button>
            </div>
          </fieldset>
        ))}
        <FormError text={form.errorOf('label') ?? form.errorOf('model') ?? form.errorOf('examples') ?? form.errorBeside()} />
        <div className={stack['row']}>
          <Button onClick={() => setRoutes([...routes, { label: '', model: Number(options[0]?.value), examples: [] }])}>{words.add}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {words.save}
          </Button>
        </div>
      </form>
      <TryRoute providers={providers} />
    </Section>
  );
}

/** Shows where a question would go, and why. */
function TryRoute({ providers }: { providers: Provider[] }) {
  const words = useWords(routesWords);
  const form = useForm();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const model = providers.flatMap((one) => one.models).find((one) => one.id === chosen?.model);
  const near = chosen?.percent ?? 0;
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void form.run(async () => setChosen(await routesApi.tryOut(text)));
      }}
    >
      <TextField label={words.question} required value={text} error={form.errorOf('text')} onChange={(event) => setText(event.target.value)} />
      <div className={stack['row']}>
        <Button type="submit" size="small" busy={form.busy}>
          {words.tryOut}
        </Button>
      </div>
      <FormError text={form.errorBeside('text')} />
      {chosen !== null && (
        <p role="status">
          {chosen.label !== null ? words.goesTo(model?.name ?? '', chosen.label, chosen.example ?? '', near) : chosen.example === null ? words.usual : words.notNear(chosen.example, near)}
        </p>
      )}
    </form>
  );
}
