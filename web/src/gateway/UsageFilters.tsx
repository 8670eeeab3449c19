import { useEffect, useState } from 'react';
import { Select } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { Dimension, UsageFilter, UsageOf } from './usageApi';
import { usageApi } from './usageApi';
import styles from './UsageScreen.module.css';
import { usageWords } from './usageWords';

const EVERY = '';
const FILTERS: Record<UsageOf['of'], Dimension[]> = {
  server: ['room', 'person', 'agent', 'model'],
  me: ['room', 'agent', 'model'],
  room: ['person', 'agent', 'model'],
  agent: ['model'],
};

interface UsageFiltersProps {
  whose: UsageOf;
  days: number;
  filter: UsageFilter;
  onChange(filter: UsageFilter): void;
}

/** Narrows what is shown, by several things at once: this person's use of that agent in this room. */
export function UsageFilters({ whose, days, filter, onChange }: UsageFiltersProps) {
  return FILTERS[whose.of].map((dimension) => (
    <OneFilter key={dimension} whose={whose} days={days} dimension={dimension} chosen={filter[dimension] ?? null} onChange={(value) => onChange({ ...filter, [dimension]: value })} />
  ));
}

interface OneFilterProps {
  whose: UsageOf;
  days: number;
  dimension: Dimension;
  chosen: string | null;
  onChange(value: string | null): void;
}

/** There is a choice only where there are two to choose from. */
function OneFilter({ whose, days, dimension, chosen, onChange }: OneFilterProps) {
  const words = useWords(usageWords);
  const [known, setKnown] = useState<Map<string, string>>(new Map());
  const key = JSON.stringify(whose);
  useEffect(() => {
    let current = true;
    usageApi.report(whose, dimension, days).then(
      (report) => current && setKnown((before) => new Map([...before, ...report.rows.flatMap((row): [string, string][] => (row.key === null ? [] : [[row.key, row.name ?? row.key]]))])),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [key, dimension, days]);
  if (known.size < 2 && chosen === null) return null;
  return (
    <div className={styles['filter']}>
      <Select
        label={words.of(dimension)}
        value={chosen ?? EVERY}
        options={[{ value: EVERY, label: words.every(dimension) }, ...[...known].map(([value, label]) => ({ value, label }))]}
        onChange={(value: string) => onChange(value === EVERY ? null : value)}
      />
    </div>
  );
}
