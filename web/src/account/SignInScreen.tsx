import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from '../app/Link';
import { useApp, useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { accountApi } from './accountApi';
import { DoorScreen } from './DoorScreen';
import styles from './DoorScreen.module.css';
import { hasPasskeys, signInByPasskey, wasCalledOff } from './passkeys';
import { PasswordField } from './PasswordField';
import { accountWords } from './words';

export function SignInScreen() {
  const words = useWords(accountWords);
  const client = useClient();
  const form = useForm();
  const signUp = useApp((state) => state.server?.signUp ?? 'open');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const submit = () => form.run(async () => client.signedIn(await accountApi.signIn(name, password)));
  const byPasskey = async () => {
    try {
      await client.signedIn(await signInByPasskey());
    } catch (failure) {
      if (!wasCalledOff(failure)) toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <DoorScreen title={words.welcomeBack}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField label={words.name} name="username" autoComplete="username" autoCapitalize="none" required value={name} error={form.errorOf('name')} onChange={(event) => setName(event.target.value)} />
        <PasswordField name="password" autoComplete="current-password" required value={password} error={form.errorOf('password')} onChange={(event) => setPassword(event.target.value)} />
        <FormError text={form.errorBeside('name', 'password')} />
        <Button type="submit" look="primary" wide busy={form.busy}>
          {words.signIn}
        </Button>
      </form>
      {hasPasskeys() && (
        <Button wide icon={<KeyRound size={18} aria-hidden="true" />} onClick={() => void byPasskey()}>
          {words.passkey}
        </Button>
      )}
      {signUp !== 'closed' && (
        <p className={styles['swap']}>
          {words.noAccount} <Link to={{ screen: 'signUp', setup: null, invitation: null }}>{words.signUp}</Link>
        </p>
      )}
    </DoorScreen>
  );
}
