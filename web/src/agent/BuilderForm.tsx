import { PictureButton } from '../account/PictureButton';
import type { Form } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { TextArea, TextField, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { callWords } from '../tool/callWords';
import type { AgentFile, Capability, Definition } from './agentApi';
import styles from './Builder.module.css';
import { builderWords } from './builderWords';
import { KnowledgeSection } from './KnowledgeSection';
import { LinesField } from './LinesField';
import { ModelField } from './ModelField';

interface BuilderFormProps {
  values: Definition;
  set(change: Partial<Definition>): void;
  form: Form;
  tools: Capability[];
  files: AgentFile[];
  setFiles(files: AgentFile[]): void;
  host: boolean;
}

/** The sections of an agent's form. */
export function BuilderForm({ values, set, form, tools, files, setFiles, host }: BuilderFormProps) {
  const words = useWords(builderWords);
  return (
    <>
      <Section title={words.looks}>
        <div className={stack['row']}>
          <Avatar name={values.name || '?'} picture={values.picture} kind="agent" size={72} />
          <PictureButton label={words.picture} onUploaded={(picture) => set({ picture })} />
        </div>
        <TextField label={words.name} required maxLength={40} disabled={host} hint={host ? words.nameKept : null} value={values.name} error={form.errorOf('name')} onChange={(event) => set({ name: event.target.value })} />
        <TextField label={words.about} hint={words.aboutHint} maxLength={500} value={values.about} error={form.errorOf('about')} onChange={(event) => set({ about: event.target.value })} />
      </Section>
      <Section title={words.persona}>
        <TextArea label={words.persona} hint={words.personaHint} rows={10} maxLength={8000} value={values.persona} error={form.errorOf('persona')} onChange={(event) => set({ persona: event.target.value })} />
        <TextArea label={words.greeting} hint={words.greetingHint} rows={2} maxLength={500} value={values.greeting} error={form.errorOf('greeting')} onChange={(event) => set({ greeting: event.target.value })} />
        <LinesField label={words.examples} hint={words.examplesHint} lines={values.examples} error={form.errorOf('examples')} onChange={(examples) => set({ examples })} />
      </Section>
      <Section title={words.model}>
        <ModelField model={values.model} error={form.errorOf('model') === null ? null : words.modelGoneError} onChange={(model) => set({ model })} />
        <Temperature value={values.temperature} onChange={(temperature) => set({ temperature })} />
        <Toggle label={words.thinking} hint={words.thinkingHint} on={values.thinking} onChange={(thinking) => set({ thinking })} />
      </Section>
      <KnowledgeSection chosen={values.knowledge} files={files} error={form.errorOf('knowledge')} onChange={(knowledge, all) => {
        setFiles(all);
        set({ knowledge });
      }} />
      <ToolsSection chosen={values.tools} tools={tools} error={form.errorOf('tools')} onChange={(chosen) => set({ tools: chosen })} />
      <Section title={words.triggers}>
        <LinesField label={words.keywords} hint={words.keywordsHint} separator={words.comma} lines={values.keywords} error={form.errorOf('keywords')} onChange={(keywords) => set({ keywords })} />
      </Section>
      <Section title={words.budget}>
        <div className={styles['pair']}>
          <Limit label={words.turns} value={values.budget.turnsPerDay} error={form.errorOf('turnsPerDay')} onChange={(turnsPerDay) => set({ budget: { ...values.budget, turnsPerDay } })} />
          <Limit label={words.tokens} value={values.budget.tokensPerDay} error={form.errorOf('tokensPerDay')} onChange={(tokensPerDay) => set({ budget: { ...values.budget, tokensPerDay } })} />
        </div>
      </Section>
    </>
  );
}

const TEMPERATURE_USUAL = 0.7;

function Temperature({ value, onChange }: { value: number | null; onChange(value: number | null): void }) {
  const words = useWords(builderWords);
  return (
    <div className={stack['stack']}>
      <Toggle label={words.setTemperature} hint={value === null ? words.temperatureAuto : words.temperatureWords} on={value !== null} onChange={(on) => onChange(on ? TEMPERATURE_USUAL : null)} />
      {value !== null && (
        <label className={styles['range']}>
          {words.temperature}
          <input type="range" min={0} max={2} step={0.1} value={value} onChange={(event) => onChange(Number(event.target.value))} />
          <output>{value.toFixed(1)}</output>
        </label>
      )}
    </div>
  );
}

function Limit({ label, value, error, onChange }: { label: string; value: number | null; error: string | null; onChange(value: number | null): void }) {
  const words = useWords(builderWords);
  return <TextField label={label} type="number" inputMode="numeric" min={1} placeholder={words.unlimited} value={value ?? ''} error={error} onChange={(event) => onChange(event.target.value === '' ? null : Math.trunc(Number(event.target.value)))} />;
}

function ToolsSection({ chosen, tools, error, onChange }: { chosen: string[]; tools: Capability[]; error: string | null; onChange(chosen: string[]): void }) {
  const words = useWords(builderWords);
  const named = useWords(callWords);
  const gone: Capability[] = chosen.filter((name) => tools.every((tool) => tool.name !== name)).map((name) => ({ name, description: '', effect: null, approved: false }));
  const all = [...tools, ...gone];
  return (
    <Section title={words.tools} hint={all.length === 0 ? words.noTools : words.toolsHint}>
      {all.map((tool) => (
        <Toggle
          key={tool.name}
          label={named.toolName(tool.name)}
          hint={[named.toolHint(tool.name, tool.description), tool.effect === null ? words.gone : words[tool.effect]].filter(Boolean).join(' · ')}
          on={chosen.includes(tool.name)}
          onChange={(on) => onChange(on ? [...chosen, tool.name] : chosen.filter((name) => name !== tool.name))}
        />
      ))}
      {error && <p role="alert">{error}</p>}
    </Section>
  );
}
