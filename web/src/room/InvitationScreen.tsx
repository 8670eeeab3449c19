import { useEffect, useState } from 'react';
import { timeZone } from '../account/accountApi';
import { DoorScreen } from '../account/DoorScreen';
import door from '../account/DoorScreen.module.css';
import { useApp, useClient } from '../app/context';
import { keepInvitation } from '../app/pendingInvitation';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { language } from '../i18n/language';
import type { InvitationPreview } from '../protocol/doors';
import { doorApi } from './doorApi';
import { doorWords } from './doorWords';

/** Where an invitation link leads: into the room, by account or with just a nickname. */
export default function InvitationScreen({ secret }: { secret: string }) {
  const words = useWords(doorWords);
  const me = useApp((state) => state.me);
  const [preview, setPreview] = useState<InvitationPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    doorApi.preview(secret).then(setPreview, (failure: unknown) => setProblem(problemOf(failure).code));
  }, [secret]);
  if (problem !== null) {
    return (
      <DoorScreen title={words.gone} lead={problem === 'not_found' || problem === 'gone' ? words.goneText : explain(problem)}>
        <Button look="primary" wide onClick={() => navigate({ screen: 'rooms' }, 'replace')}>
          {words.home}
        </Button>
      </DoorScreen>
    );
  }
  if (preview === null) {
    return (
      <DoorScreen title={words.invited}>
        <Spinner label={words.invited} />
      </DoorScreen>
    );
  }
  return (
    <DoorScreen title={preview.inviter === null ? words.invited : words.invitedBy(preview.inviter)}>
      <div className={stack['row']}>
        <Avatar name={preview.name} picture={preview.picture} kind="room" size={56} />
        <div>
          <b>{preview.name}</b>
          <p className={door['lead']}>{words.members(preview.members)}</p>
        </div>
      </div>
      {me ? <Accept secret={secret} /> : <Outside secret={secret} preview={preview} />}
    </DoorScreen>
  );
}

function Accept({ secret }: { secret: string }) {
  const words = useWords(doorWords);
  const client = useClient();
  const form = useForm();
  const accept = () =>
    form.run(async () => {
      const snapshot = await doorApi.accept(secret);
      client.takeSnapshot(snapshot);
      navigate({ screen: 'room', room: snapshot.room.id, message: null }, 'replace');
    });
  return (
    <>
      <FormError text={form.errorBeside()} />
      <Button look="primary" wide busy={form.busy} onClick={() => void accept()}>
        {words.sitDown}
      </Button>
    </>
  );
}

function Outside({ secret, preview }: { secret: string; preview: InvitationPreview }) {
  const words = useWords(doorWords);
  const client = useClient();
  const signUp = useApp((state) => state.server?.signUp ?? 'open');
  const form = useForm();
  const [nickname, setNickname] = useState('');
  const enter = () =>
    form.run(async () => {
      const guest = { invitation: secret, displayName: nickname, language: language(), timeZone: timeZone() };
      await client.signedIn(await doorApi.enterAsGuest(guest));
      navigate({ screen: 'room', room: preview.room, message: null }, 'replace');
    });
  const first = (screen: 'signIn' | 'signUp') => {
    keepInvitation(secret);
    navigate(screen === 'signIn' ? { screen } : { screen, setup: null, invitation: null });
  };
  return (
    <>
      {preview.guestsAllowed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void enter();
          }}
        >
          <TextField label={words.nickname} hint={words.asGuest} required maxLength={64} autoComplete="nickname" value={nickname} error={form.errorOf('displayName')} onChange={(event) => setNickname(event.target.value)} />
          <FormError text={form.errorBeside('displayName')} />
          <Button type="submit" look="primary" wide busy={form.busy}>
            {words.enter}
          </Button>
        </form>
      )}
      <Button wide look={preview.guestsAllowed ? 'soft' : 'primary'} onClick={() => first('signIn')}>
        {words.haveAccount}
      </Button>
      {signUp === 'open' && (
        <Button wide onClick={() => first('signUp')}>
          {words.makeAccount}
        </Button>
      )}
    </>
  );
}
