import { expect, test } from 'vitest';
import type { UsageReport, UsageRow } from './usageApi';
import { daysOf, groupsOf, topOf } from './usageSums';

const row = (day: string, key: string, tokens: number, more: Partial<UsageRow> = {}): UsageRow => ({
  day,
  key,
  name: key,
  calls: 1,
  turns: 1,
  deepTurns: 0,
  tokens,
  promptTokens: tokens,
  answerTokens: 0,
  estimated: false,
  costMicros: null,
  currency: null,
  ...more,
});
const report = (rows: UsageRow[]): UsageReport => ({ from: '2026-02-27', to: '2026-03-02', zone: 'Asia/Shanghai', rows });

test('[US1] groups are summed over days and currencies, the largest first', () => {
  const groups = groupsOf([
    row('2026-02-27', 'a', 10, { costMicros: 5, currency: 'CNY' }),
    row('2026-02-28', 'a', 10, { costMicros: 7, currency: 'CNY' }),
    row('2026-02-28', 'a', 1, { costMicros: 2, currency: 'USD' }),
    row('2026-02-28', 'b', 30, { estimated: true }),
  ]);
  expect(groups.map((group) => [group.key, group.tokens, group.estimated])).toEqual([
    ['b', 30, true],
    ['a', 21, false],
  ]);
  expect([...(groups[1]?.cost ?? [])]).toEqual([
    ['CNY', 12],
    ['USD', 2],
  ]);
  expect(groups.map((group) => group.unpriced)).toEqual([true, false]);
});

test('[US1] a day without calls is a day, and what is beyond the largest groups is one part', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key, index) => row('2026-02-28', key, 100 - index));
  const days = daysOf(report(rows), groupsOf(rows));
  expect(days.map((day) => day.day)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
  expect(days[0]?.tokens).toBe(0);
  expect(days[1]?.parts).toEqual([100, 99, 98, 97, 96, 95 + 94]);
  expect(topOf(days)).toBe(700);
  expect(topOf(daysOf(report([]), []))).toBe(1);
});
