import { useEffect, useState } from 'react';
import { PictureButton } from '../account/PictureButton';
import { RoomAgentsSection } from '../agent/RoomAgentsSection';
import { useClient, useRoom } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import { Spinner } from '../design/Spinner';
import stack from '../design/Stack.module.css';
import { Select, TextField, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { ImportSection } from '../importing/ImportSection';
import { KeepSection } from '../conversation/KeepSection';
import { ExportSection } from '../message/ExportSection';
import { MemorySection } from '../memory/MemorySection';
import type { RoomId } from '../protocol/ids';
import type { RoomView } from '../protocol/views';
import { ToolsSection } from '../tool/ToolsSection';
import { MannersSection } from '../turn/MannersSection';
import { ConsentSection } from './ConsentSection';
import { keepApi } from './keepApi';
import { MembersSection } from './MembersSection';
import { ReportsSection } from './ReportsSection';
import { roomApi } from './roomApi';
import { counterpart } from './RoomHeader';
import type { RoomState } from './roomState';
import { roomSettingsWords } from './settingsWords';
import { WaitingSection } from './WaitingSection';

const SLOW_SECONDS = [0, 5, 10, 30, 60, 300];
const VISIBILITIES: RoomView['visibility'][] = ['public', 'unlisted', 'private'];
const INVITERS: RoomView['whoMayInvite'][] = ['members', 'admins'];

export default function RoomSettingsScreen({ room }: { room: RoomId }) {
  const words = useWords(roomSettingsWords);
  const client = useClient();
  const state = useRoom(room);
  useEffect(() => {
    void client.openRoom(room);
  }, [client, room]);
  const back = { screen: 'room', room, message: null } as const;
  if (state === undefined) {
    return (
      <Page title={words.title} back={back}>
        <Spinner label={words.title} />
      </Page>
    );
  }
  const keeps = state.me.role === 'owner' || state.me.role === 'admin';
  return (
    <Page title={words.title} back={back}>
      {keeps && state.room.kind === 'group' && <RoomSection state={state} />}
      {keeps && <WaitingSection state={state} />}
      {keeps && state.room.kind === 'group' && <ReportsSection state={state} />}
      {state.room.kind === 'group' && <RoomAgentsSection state={state} />}
      {state.room.kind === 'group' && <MannersSection state={state} keeps={keeps} />}
      <ConsentSection state={state} keeps={keeps} />
      {state.room.kind === 'group' && <MemorySection room={room} keeps={keeps} />}
      {counterpart(state)?.kind === 'agent' && <KeepSection state={state} />}
      {keeps && state.room.kind === 'group' && <ToolsSection state={state} />}
      {state.room.kind === 'group' && <MembersSection state={state} />}
      <ExportSection state={state} keeps={keeps} />
      {keeps && state.room.kind === 'group' && <ImportSection room={room} />}
      {state.room.kind === 'group' && <EndingSection state={state} />}
    </Page>
  );
}

function RoomSection({ state }: { state: RoomState }) {
  const words = useWords(roomSettingsWords);
  const form = useForm();
  const { room } = state;
  const [values, setValues] = useState(room);
  const save = async () => {
    const { name, topic, visibility, whoMayInvite, slowModeSeconds, staysHere } = values;
    if (await form.run(() => keepApi.change(room.id, { name, topic, visibility, whoMayInvite, slowModeSeconds, staysHere }))) toast(words.saved);
  };
  return (
    <Section title={words.room}>
      <div className={stack['row']}>
        <Avatar name={room.name} picture={room.picture} kind="room" size={72} />
        <PictureButton label={words.picture} onUploaded={(picture) => void form.run(() => keepApi.change(room.id, { picture }))} />
      </div>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={words.name} required maxLength={64} value={values.name} error={form.errorOf('name')} onChange={(event) => setValues({ ...values, name: event.target.value })} />
        <TextField label={words.topic} maxLength={200} value={values.topic} error={form.errorOf('topic')} onChange={(event) => setValues({ ...values, topic: event.target.value })} />
        <Select label={words.visibility} value={values.visibility} options={VISIBILITIES.map((value) => ({ value, label: words[value] }))} onChange={(visibility: RoomView['visibility']) => setValues({ ...values, visibility })} />
        <Select label={words.whoMayInvite} value={values.whoMayInvite} options={INVITERS.map((value) => ({ value, label: words[value] }))} onChange={(whoMayInvite: RoomView['whoMayInvite']) => setValues({ ...values, whoMayInvite })} />
        <Select
          label={words.slowMode}
          value={String(values.slowModeSeconds)}
          options={SLOW_SECONDS.map((seconds) => ({ value: String(seconds), label: seconds === 0 ? words.slowOff : words.slowSeconds(seconds) }))}
          onChange={(seconds: string) => setValues({ ...values, slowModeSeconds: Number(seconds) })}
        />
        <Toggle label={words.staysHere} hint={words.staysHereText} on={values.staysHere} onChange={(staysHere) => setValues({ ...values, staysHere })} />
        <FormError text={form.errorBeside('name', 'topic')} />
        <Button type="submit" look="primary" busy={form.busy}>
          {words.save}
        </Button>
      </form>
    </Section>
  );
}

function EndingSection({ state }: { state: RoomState }) {
  const words = useWords(roomSettingsWords);
  const [sure, setSure] = useState(false);
  const { room, me } = state;
  const attempt = (work: Promise<unknown>) => void work.catch((failure: unknown) => toast(explain(problemOf(failure).code), 'bad'));
  const leave = () => {
    if (!sure) return setSure(true);
    attempt(roomApi.leave(room.id).then(() => navigate({ screen: 'rooms' }, 'replace')));
  };
  return (
    <Section title={words.ending}>
      {me.role === 'owner' && (
        <Button onClick={() => attempt(keepApi.archive(room.id, !room.archived))}>{room.archived ? words.unarchive : words.archive}</Button>
      )}
      {me.role !== 'owner' && (
        <Button look="danger" onClick={leave}>
          {sure ? words.sure : words.leave}
        </Button>
      )}
    </Section>
  );
}
