import { useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import { Select, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { ServerCoinsSection } from '../ledger/CoinsSection';
import type { ServerSettings } from './gatewayApi';
import { gatewayApi } from './gatewayApi';
import { InvitationsSection } from './InvitationsSection';
import { ToolServersSection } from '../tool/ToolServersSection';
import { ModelsSection } from './ModelsSection';
import { gatewayWords } from './words';

const POLICIES: ServerSettings['signUp'][] = ['open', 'invitation', 'closed'];

const BUILDERS: ServerSettings['agentBuilders'][] = ['people', 'admins'];

/** For the admins of the server: its door and its models. */
export default function ServerSections() {
  return (
    <>
      <DoorSection />
      <InvitationsSection />
      <ModelsSection />
      <ToolServersSection />
      <ServerCoinsSection />
    </>
  );
}

function DoorSection() {
  const words = useWords(gatewayWords);
  const client = useClient();
  const form = useForm();
  const [values, setValues] = useState<ServerSettings | null>(null);
  useEffect(() => {
    gatewayApi.settings().then(setValues, () => undefined);
  }, []);
  if (values === null) return null;
  const save = () =>
    form.run(async () => {
      setValues(await gatewayApi.changeSettings(values));
      await client.loadServer();
      toast(words.saved);
    });
  return (
    <Section title={words.server}>
      <TextField label={words.serverName} maxLength={60} value={values.name} error={form.errorOf('name')} onChange={(event) => setValues({ ...values, name: event.target.value })} />
      <Select label={words.signUp} value={values.signUp} options={POLICIES.map((value) => ({ value, label: words[value] }))} onChange={(signUp: ServerSettings['signUp']) => setValues({ ...values, signUp })} />
      <Select
        label={words.agentBuilders}
        hint={words.agentBuildersHint}
        value={values.agentBuilders}
        options={BUILDERS.map((value) => ({ value, label: words[value] }))}
        onChange={(agentBuilders: ServerSettings['agentBuilders']) => setValues({ ...values, agentBuilders })}
      />
      <FormError text={form.errorBeside('name')} />
      <Button busy={form.busy} onClick={() => void save()}>
        {words.save}
      </Button>
    </Section>
  );
}
