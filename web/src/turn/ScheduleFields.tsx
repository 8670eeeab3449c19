import { Select, TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { scheduleWords } from './scheduleWords';
import type { AgentManner, Every } from './turnApi';
import { EVERY } from './turnApi';

interface Clockwork {
  every: Every;
  day: number;
  at: string;
  wish: string;
}

interface ScheduleProps {
  schedule: Clockwork;
  onChange(schedule: Clockwork): void;
  errorOf(field: string): string | null | undefined;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

export function scheduleOf({ schedule }: AgentManner): Clockwork {
  return { every: schedule?.every ?? 'none', day: schedule?.day ?? 1, at: schedule?.at ?? '09:00', wish: schedule?.wish ?? '' };
}

/** When the agent speaks by the clock, and about what. */
export function ScheduleFields({ schedule, onChange, errorOf }: ScheduleProps) {
  const words = useWords(scheduleWords);
  const labels: Record<Every, string> = { none: words.none, daily: words.daily, weekdays: words.weekdays, weekly: words.weekly };
  return (
    <>
      <Select label={words.schedule} value={schedule.every} options={EVERY.map((value) => ({ value, label: labels[value] }))} onChange={(every: Every) => onChange({ ...schedule, every })} />
      {schedule.every === 'weekly' && (
        <Select label={words.day} value={String(schedule.day)} options={DAYS.map((day) => ({ value: String(day), label: words.dayName(day) }))} onChange={(day: string) => onChange({ ...schedule, day: Number(day) })} />
      )}
      {schedule.every !== 'none' && (
        <>
          <TextField type="time" label={words.at} value={schedule.at} error={errorOf('schedule.at')} onChange={(event) => onChange({ ...schedule, at: event.target.value })} />
          <TextField label={words.wish} hint={words.wishHint} value={schedule.wish} error={errorOf('schedule.wish')} onChange={(event) => onChange({ ...schedule, wish: event.target.value })} />
        </>
      )}
    </>
  );
}
