import { useState } from 'react';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { MemberId } from '../protocol/ids';
import type { MemberView } from '../protocol/views';
import { turnWords } from './turnWords';

interface RoundTableProps {
  agents: MemberView[];
  /** What stands in the composer already. */
  text: string;
  onAsk(body: string): void;
  onClose(): void;
}

/** Who shall answer, and what: it becomes a message like any other, which names them. */
export default function RoundTableDialog({ agents, text, onAsk, onClose }: RoundTableProps) {
  const words = useWords(turnWords);
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(() => new Set(agents.map((agent) => agent.id)));
  const [question, setQuestion] = useState(text.trim());
  const [tried, setTried] = useState(false);
  const few = chosen.size < 2;
  const choose = (id: MemberId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const ask = () => {
    setTried(true);
    if (few || question.trim() === '') return;
    const names = agents.filter((agent) => chosen.has(agent.id)).map((agent) => `@${agent.displayName}`);
    onAsk(`${words.roundTableCall} ${names.join(' ')} ${question.trim()}`);
  };
  return (
    <Dialog title={words.roundTableTitle} onClose={onClose}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <p>{words.roundTableHint}</p>
        {agents.map((agent) => (
          <Toggle key={agent.id} label={agent.displayName} on={chosen.has(agent.id)} onChange={(on) => choose(agent.id, on)} />
        ))}
        <FormError text={tried && few ? words.chooseTwo : null} />
        <TextField label={words.question} value={question} error={tried && question.trim() === '' ? words.sayWhat : null} onChange={(event) => setQuestion(event.target.value)} />
        <Button type="submit" look="primary">
          {words.ask}
        </Button>
      </form>
    </Dialog>
  );
}
