import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useApp } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import type { Route } from '../app/routes';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { Select } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { RoomId } from '../protocol/ids';
import { costs } from './money';
import { priceWords } from './priceWords';
import { QuotaSection } from './QuotaSection';
import type { Bill, By, Left, UsageFilter, UsageOf, UsageReport } from './usageApi';
import { usageApi } from './usageApi';
import { UsageChart } from './UsageChart';
import { csvOf } from './usageFile';
import { UsageFilters } from './UsageFilters';
import styles from './UsageScreen.module.css';
import { daysOf, groupsOf } from './usageSums';
import { UsageTable } from './UsageTable';
import { usageWords } from './usageWords';

const GROUPS: Record<UsageOf['of'], By[]> = {
  server: ['room', 'person', 'agent', 'model', 'purpose'],
  me: ['room', 'agent', 'model', 'purpose'],
  room: ['person', 'agent', 'model', 'purpose'],
  agent: ['model', 'purpose'],
};
const DAYS = ['1', '7', '30', '90'] as const;
type Days = (typeof DAYS)[number];
const BACK: Route = { screen: 'settings', page: 'profile' };

/** What was used of models: a room's for its admins, otherwise one's own, and the whole server's for its admins. */
export default function UsageScreen({ room }: { room: RoomId | null }) {
  const words = useWords(usageWords);
  const admin = useApp((state) => state.me)?.serverAdmin === true;
  const [mine, setMine] = useState(!admin);
  const whose: UsageOf = room !== null ? { of: 'room', room } : mine ? { of: 'me' } : { of: 'server' };
  return (
    <Page title={room === null ? words.title : words.roomTitle} back={room === null ? BACK : { screen: 'roomSettings', room, page: 'room' }}>
      {room === null && admin && (
        <Select
          label={words.whose}
          value={mine ? 'me' : 'server'}
          options={[
            { value: 'server', label: words.server },
            { value: 'me', label: words.me },
          ]}
          onChange={(of: string) => setMine(of === 'me')}
        />
      )}
      {whose.of === 'me' && <LeftToday />}
      <Usage key={whose.of} whose={whose} />
      {whose.of === 'server' && <QuotaSection />}
    </Page>
  );
}

/** A report with its choices; also for the page of an agent one has built. */
export function Usage({ whose }: { whose: UsageOf }) {
  const words = useWords(usageWords);
  const [by, setBy] = useState<By>('model');
  const [days, setDays] = useState<Days>('7');
  const [filter, setFilter] = useState<UsageFilter>({});
  const [report, setReport] = useState<UsageReport | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const key = JSON.stringify(whose);
  useEffect(() => {
    let current = true;
    setFailed(null);
    usageApi.report(whose, by, Number(days), filter).then(
      (found) => current && setReport(found),
      (failure: unknown) => current && setFailed(explain(problemOf(failure).code)),
    );
    return () => {
      current = false;
    };
  }, [key, by, days, filter]);
  const groups = report === null ? [] : groupsOf(report.rows);
  const filtered = Object.values(filter).some((value) => value !== null);
  return (
    <>
      <div className={styles['choices']}>
        <Select<By> label={words.by} value={by} options={GROUPS[whose.of].map((value) => ({ value, label: words.of(value) }))} onChange={setBy} />
        <Select<Days> label={words.time} value={days} options={DAYS.map((value) => ({ value, label: words.lastDays(Number(value)) }))} onChange={setDays} />
        <UsageFilters whose={whose} days={Number(days)} filter={filter} onChange={setFilter} />
      </div>
      <FormError text={failed} />
      {report === null && failed === null && <Spinner label={words.loading} />}
      {report !== null && groups.length === 0 && (
        <EmptyState title={filtered ? words.nothingSo : words.nothing}>{filtered ? words.nothingSoText : words.nothingText}</EmptyState>
      )}
      {report !== null && groups.length > 0 && (
        <>
          <UsageChart days={daysOf(report, groups)} groups={groups} />
          <UsageTable groups={groups} by={by} />
          <p>
            <Button size="small" icon={<Download size={16} aria-hidden="true" />} onClick={() => saveAs(`usage-${by}-${report.from}-${report.to}.csv`, csvOf(report))}>
              {words.asCsv}
            </Button>
          </p>
          <p className={styles['hint']}>{words.zone(report.zone)}</p>
        </>
      )}
    </>
  );
}

function saveAs(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

function LeftToday() {
  const words = useWords(usageWords);
  const prices = useWords(priceWords);
  const [left, setLeft] = useState<Left[]>([]);
  const [today, setToday] = useState<Bill[]>([]);
  useEffect(() => {
    usageApi.left().then(
      (found) => {
        setLeft(found.quotas);
        setToday(found.today);
      },
      () => undefined,
    );
  }, []);
  const sum = (of: (bill: Bill) => number) => today.reduce((all, bill) => all + of(bill), 0);
  const known = today.flatMap((bill) => (bill.costMicros === null || bill.currency === null ? [] : [{ micros: bill.costMicros, currency: bill.currency }]));
  return (
    <>
      {today.length > 0 && (
        <p>
          {prices.today(
            sum((bill) => bill.turns),
            words.number(sum((bill) => bill.tokens)),
            costs(known, known.length < today.length, prices.unknown),
          )}
        </p>
      )}
      <ul className={styles['left']}>
        {left.map((one) => (
          <li key={one.measure}>
            <label>
              {words.left(words.measure(one.measure), Math.max(0, one.most - one.used), one.most)}
              <meter min={0} max={Math.max(1, one.most)} value={Math.min(one.used, one.most)} />
            </label>
            <small>{words.freeAt(dayAndClock(one.freeAt))}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
