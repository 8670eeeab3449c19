import { useState } from 'react';
import { Link } from '../app/Link';
import { useApp, useClient } from '../app/context';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { language } from '../i18n/language';
import { accountApi, timeZone } from './accountApi';
import { invitationIn } from './invitationIn';
import { DoorScreen } from './DoorScreen';
import styles from './DoorScreen.module.css';
import { PasswordField } from './PasswordField';
import { accountWords } from './words';

interface Props {
  /** The one-time token of the first owner, from the start-up log. */
  setup: string | null;
  invitation: string | null;
}

export function SignUpScreen(given: Props) {
  const words = useWords(accountWords);
  const client = useClient();
  const form = useForm();
  const server = useApp((state) => state.server);
  const [values, setValues] = useState({ name: '', displayName: '', password: '', invitation: given.invitation ?? '', setup: given.setup ?? '' });
  const change = (field: keyof typeof values) => (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value });
  const first = given.setup !== null || server?.setupNeeded === true;
  const byInvitation = !first && server?.signUp === 'invitation';
  const refused = form.problem?.field === 'invitation';
  // Who came by a link does not see its code, unless the code is at fault.
  const askInvitation = byInvitation && (given.invitation === null || refused);
  const submit = () =>
    form.run(async () => {
      const { name, password } = values;
      const optional = {
        displayName: values.displayName || undefined,
        invitation: byInvitation ? invitationIn(values.invitation) : undefined,
        setup: first ? values.setup : undefined,
      };
      await client.signedIn(await accountApi.signUp({ name, password, language: language(), timeZone: timeZone(), ...optional }));
    });
  return (
    <DoorScreen title={first ? words.setupTitle : words.welcome} lead={first ? words.setupText : byInvitation && !askInvitation ? words.invited : undefined}>
      {!first && server?.signUp === 'closed' ? (
        <p className={styles['lead']}>{words.closed}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {first && given.setup === null && <TextField label={words.setup} required autoComplete="off" value={values.setup} error={form.errorOf('setup')} onChange={change('setup')} />}
          {askInvitation && <TextField label={words.invitation} required autoComplete="off" value={values.invitation} hint={words.invitationHint} error={refused ? words.invitationOver : null} onChange={change('invitation')} />}
          <TextField label={words.name} hint={words.nameHint} name="username" autoComplete="username" autoCapitalize="none" required maxLength={64} value={values.name} error={form.errorOf('name')} onChange={change('name')} />
          <TextField label={words.displayName} hint={words.displayNameHint} autoComplete="nickname" maxLength={64} value={values.displayName} error={form.errorOf('displayName')} onChange={change('displayName')} />
          <PasswordField hint={words.passwordHint} name="password" autoComplete="new-password" required minLength={8} value={values.password} error={form.errorOf('password')} onChange={change('password')} />
          <FormError text={form.errorBeside('name', 'displayName', 'password', askInvitation ? 'invitation' : '', given.setup === null ? 'setup' : '')} />
          <Button type="submit" look="primary" wide busy={form.busy}>
            {words.signUp}
          </Button>
        </form>
      )}
      <p className={styles['swap']}>
        {words.haveAccount} <Link to={{ screen: 'signIn' }}>{words.signIn}</Link>
      </p>
    </DoorScreen>
  );
}
