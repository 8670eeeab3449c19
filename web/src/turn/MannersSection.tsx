import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextField, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { ScheduleFields, scheduleOf } from './ScheduleFields';
import type { AgentManner, Manner } from './turnApi';
import { MANNERS, keywordsOf, turnApi } from './turnApi';
import { turnWords } from './turnWords';
import { whyWords } from './whyWords';

/** How readily each agent of the room speaks: all see it, its admins set it. */
export function MannersSection({ state, keeps }: { state: RoomState; keeps: boolean }) {
  const words = useWords(turnWords);
  const short = useWords(whyWords);
  const [agents, setAgents] = useState<AgentManner[] | null>(null);
  const room = state.room.id;
  useEffect(() => {
    turnApi.manners(room).then((found) => setAgents(found.agents), () => undefined);
  }, [room]);
  if (agents === null || agents.length === 0) return null;
  return (
    <Section title={words.section} hint={words.sectionHint}>
      {agents.map((agent) =>
        keeps ? (
          <MannerForm key={agent.agent} state={state} agent={agent} />
        ) : (
          <p key={agent.agent}>{short.setTo(agent.name, short.hint(agent.manner))}</p>
        ),
      )}
    </Section>
  );
}

function MannerForm({ state, agent }: { state: RoomState; agent: AgentManner }) {
  const words = useWords(turnWords);
  const form = useForm();
  const [manner, setManner] = useState<Manner>(agent.manner);
  const [keywords, setKeywords] = useState(agent.keywords.join(', '));
  const [quietFrom, setQuietFrom] = useState(agent.quietFrom ?? '');
  const [quietTo, setQuietTo] = useState(agent.quietTo ?? '');
  const [greets, setGreets] = useState(agent.greets);
  const [schedule, setSchedule] = useState(scheduleOf(agent));
  const [hourly, setHourly] = useState(String(agent.hourlyMax));
  const labels: Record<Manner, string> = { off: words.off, asked: words.asked_, sometimes: words.sometimes, lively: words.lively };
  const save = async () => {
    const change = {
      manner,
      keywords: keywordsOf(keywords),
      quietFrom: quietFrom === '' ? null : quietFrom,
      quietTo: quietTo === '' ? null : quietTo,
      hourlyMax: Number(hourly),
      greets,
      schedule,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    if (await form.run(() => turnApi.setManner(state.room.id, agent.agent, change))) toast(words.saved);
  };
  return (
    <form
      className={stack['stack']}
      aria-label={agent.name}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={stack['row']}>
        <Avatar name={agent.name} picture={state.members.get(agent.agent)?.picture} kind="agent" size={36} />
        <b>{agent.name}</b>
      </div>
      <Select label={words.manner} value={manner} options={MANNERS.map((value) => ({ value, label: labels[value] }))} onChange={(value: Manner) => setManner(value)} />
      {manner !== 'off' && (
        <>
          <Toggle label={words.greets} hint={words.greetsHint} on={greets} onChange={setGreets} />
          <TextField label={words.keywords} hint={words.keywordsHint} value={keywords} error={form.errorOf('keywords')} onChange={(event) => setKeywords(event.target.value)} />
          <ScheduleFields schedule={schedule} onChange={setSchedule} errorOf={form.errorOf} />
          <TextField type="time" label={words.quietFrom} hint={words.quietHint} value={quietFrom} error={form.errorOf('quietFrom')} onChange={(event) => setQuietFrom(event.target.value)} />
          <TextField type="time" label={words.quietTo} value={quietTo} error={form.errorOf('quietTo')} onChange={(event) => setQuietTo(event.target.value)} />
          <TextField type="number" min={0} max={60} label={words.hourly} value={hourly} error={form.errorOf('hourlyMax')} onChange={(event) => setHourly(event.target.value)} />
        </>
      )}
      <FormError text={form.errorBeside('keywords', 'quietFrom', 'quietTo', 'hourlyMax', 'schedule.at', 'schedule.wish', 'schedule.day')} />
      <Button type="submit" busy={form.busy}>
        {words.save}
      </Button>
    </form>
  );
}
