import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { ToolServer } from './toolServersApi';
import { toolServersApi } from './toolServersApi';
import { toolServerWords } from './toolServerWords';

/** The way to a server that asks who we are. Who has no client there is asked for one only where it has to be made by hand. */
export function SignInThere({ server }: { server: ToolServer }) {
  const words = useWords(toolServerWords);
  const form = useForm();
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [byHand, setByHand] = useState(false);
  const go = async () => {
    await form.run(async () => {
      const { address } = await toolServersApi.signIn(server.id, { clientId: clientId || undefined, clientSecret: clientSecret || undefined });
      location.assign(address);
    });
  };
  const asked = byHand || form.problem?.field === 'clientId';
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked) setByHand(true);
        void go();
      }}
    >
      {asked && (
        <>
          <TextField label={words.clientId} hint={words.clientIdHint} required autoComplete="off" value={clientId} onChange={(event) => setClientId(event.target.value)} />
          <TextField label={words.clientSecret} type="password" autoComplete="off" value={clientSecret} onChange={(event) => setClientSecret(event.target.value)} />
        </>
      )}
      <p>{words.signInHint}</p>
      <FormError text={form.errorBeside('clientId')} />
      <div className={stack['row']}>
        <Button type="submit" look="primary" icon={<LogIn size={18} aria-hidden="true" />} busy={form.busy}>
          {words.signIn}
        </Button>
      </div>
    </form>
  );
}
