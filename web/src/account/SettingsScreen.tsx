import { Suspense, lazy, useState } from 'react';
import { useApp, useClient } from '../app/context';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { look, setLook } from '../design/look';
import type { Look } from '../design/look';
import { Page, Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { Language } from '../i18n/language';
import { setLanguage, useLanguage } from '../i18n/language';
import { CoinsSection } from '../ledger/CoinsSection';
import { MemorySection } from '../memory/MemorySection';
import type { Me } from '../protocol/http';
import { accountApi } from './accountApi';
import { BlocksSection } from './BlocksSection';
import { PasskeySection } from './PasskeySection';
import { PasswordField } from './PasswordField';
import { PictureButton } from './PictureButton';
import { settingsWords } from './settingsWords';
import { SignInsSection } from './SignInsSection';

const ServerSections = lazy(() => import('../gateway/ServerSections'));
const Models = lazy(() => import('../gateway/ModelsScreen'));
const ToolServers = lazy(() => import('../tool/ToolServersScreen'));
const ServerCoins = lazy(() => import('../ledger/ServerCoinsScreen'));

const LOOKS: Look[] = ['system', 'light', 'dark'];

export default function SettingsScreen({ page }: { page: string }) {
  const words = useWords(settingsWords);
  const me = useApp((state) => state.me);
  if (!me) return null;
  if (page === 'models' && me.serverAdmin) {
    return (
      <Suspense>
        <Models />
      </Suspense>
    );
  }
  if (page === 'tools' && me.serverAdmin) {
    return (
      <Suspense>
        <ToolServers />
      </Suspense>
    );
  }
  if (page === 'coins' && me.serverAdmin) {
    return (
      <Suspense>
        <ServerCoins />
      </Suspense>
    );
  }
  return (
    <Page title={words.title} back={{ screen: 'rooms' }}>
      <ProfileSection me={me} />
      <DeviceSection me={me} />
      {me.kind === 'guest' ? <UpgradeSection /> : <PasswordSection me={me} />}
      {me.kind === 'person' && <PasskeySection />}
      {me.kind === 'person' && <CoinsSection />}
      {me.kind === 'person' && <MemorySection />}
      <BlocksSection />
      <Section title={words.usage} hint={words.usageText}>
        <Link to={{ screen: 'usage', room: null }}>{me.serverAdmin ? words.usageOfServer : words.usageOfMine}</Link>
      </Section>
      {me.serverAdmin && (
        <Suspense>
          <ServerSections />
        </Suspense>
      )}
      <SignInsSection />
    </Page>
  );
}

function ProfileSection({ me }: { me: Me }) {
  const words = useWords(settingsWords);
  const client = useClient();
  const form = useForm();
  const [displayName, setDisplayName] = useState(me.displayName);
  const change = (wish: { displayName?: string; picture?: string }) =>
    form.run(async () => {
      client.store.dispatch({ type: 'meKnown', me: await accountApi.changeMe(wish) });
      toast(words.saved);
    });
  return (
    <Section title={words.profile}>
      <div className={stack['row']}>
        <Avatar name={me.displayName} picture={me.picture} size={72} />
        <PictureButton label={words.picture} onUploaded={(picture) => void change({ picture })} />
        {me.picture !== null && (
          <Button look="plain" onClick={() => void change({ picture: '' })}>
            {words.removePicture}
          </Button>
        )}
      </div>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void change({ displayName });
        }}
      >
        <TextField label={words.nickname} required maxLength={64} value={displayName} error={form.errorOf('displayName')} onChange={(event) => setDisplayName(event.target.value)} />
        <FormError text={form.errorBeside('displayName')} />
        <Button type="submit" look="primary" busy={form.busy} disabled={displayName === me.displayName}>
          {words.save}
        </Button>
      </form>
    </Section>
  );
}

function DeviceSection({ me }: { me: Me }) {
  const words = useWords(settingsWords);
  const language = useLanguage();
  const [chosen, setChosen] = useState(look());
  const speak = (next: Language) => {
    setLanguage(next);
    if (me.language !== next) void accountApi.changeMe({ language: next }).catch((failure: unknown) => toast(explain(problemOf(failure).code), 'bad'));
  };
  return (
    <Section title={words.onThisDevice}>
      <Select
        label={words.look}
        value={chosen}
        options={LOOKS.map((value) => ({ value, label: words[value] }))}
        onChange={(next: Look) => {
          setLook(next);
          setChosen(next);
        }}
      />
      <Select
        label={words.language}
        value={language}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next: Language) => speak(next)}
      />
    </Section>
  );
}

function PasswordSection({ me }: { me: Me }) {
  const words = useWords(settingsWords);
  const form = useForm();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = async () => {
    if (!(await form.run(() => accountApi.changePassword(me.hasPassword ? current : undefined, password)))) return;
    setCurrent('');
    setPassword('');
    toast(words.saved);
  };
  return (
    <Section title={words.password}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <input hidden name="username" autoComplete="username" readOnly value={me.name ?? ''} aria-hidden="true" />
        {me.hasPassword && <PasswordField label={words.current} required autoComplete="current-password" value={current} error={form.errorOf('current')} onChange={(event) => setCurrent(event.target.value)} />}
        <PasswordField label={words.next} hint={words.nextHint} required minLength={8} autoComplete="new-password" value={password} error={form.errorOf('password')} onChange={(event) => setPassword(event.target.value)} />
        <FormError text={form.errorBeside('current', 'password')} />
        <Button type="submit" busy={form.busy}>
          {words.changePassword}
        </Button>
      </form>
    </Section>
  );
}

function UpgradeSection() {
  const words = useWords(settingsWords);
  const client = useClient();
  const form = useForm();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const upgrade = () =>
    form.run(async () => {
      client.store.dispatch({ type: 'meKnown', me: await accountApi.upgrade(name, password) });
      toast(words.saved);
    });
  return (
    <Section title={words.upgradeTitle} hint={words.upgradeText}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void upgrade();
        }}
      >
        <TextField label={words.name} required maxLength={64} autoComplete="username" autoCapitalize="none" value={name} error={form.errorOf('name')} onChange={(event) => setName(event.target.value)} />
        <PasswordField label={words.password} hint={words.nextHint} required minLength={8} autoComplete="new-password" value={password} error={form.errorOf('password')} onChange={(event) => setPassword(event.target.value)} />
        <FormError text={form.errorBeside('name', 'password')} />
        <Button type="submit" look="primary" busy={form.busy}>
          {words.upgrade}
        </Button>
      </form>
    </Section>
  );
}
