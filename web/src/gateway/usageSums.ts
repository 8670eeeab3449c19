import type { UsageReport, UsageRow } from './usageApi';

export interface Group {
  key: string;
  name: string;
  calls: number;
  turns: number;
  deepTurns: number;
  tokens: number;
  estimated: boolean;
  /** Millionths, by currency. */
  cost: Map<string, number>;
  /** Some of it has a cost that nobody knows. */
  unpriced: boolean;
}

export interface Day {
  day: string;
  /** Tokens of each group, in the order of the groups. */
  parts: number[];
  tokens: number;
}

/** How many groups a chart tells apart; what is beyond is one. */
export const GROUPS_MAX = 5;

/** The sums of each group, the largest first. */
export function groupsOf(rows: UsageRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = row.key ?? '';
    const group = groups.get(key) ?? { key, name: row.name ?? '', calls: 0, turns: 0, deepTurns: 0, tokens: 0, estimated: false, cost: new Map<string, number>(), unpriced: false };
    group.calls += row.calls;
    group.turns += row.turns;
    group.deepTurns += row.deepTurns;
    group.tokens += row.tokens;
    group.estimated ||= row.estimated;
    if (row.costMicros === null || row.currency === null) group.unpriced = true;
    else group.cost.set(row.currency, (group.cost.get(row.currency) ?? 0) + row.costMicros);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.tokens - a.tokens);
}

/** Every day of the report, those without a call too. */
export function daysOf(report: UsageReport, groups: Group[]): Day[] {
  const shown = groups.slice(0, GROUPS_MAX).map((group) => group.key);
  const days = new Map<string, Day>();
  for (const day of between(report.from, report.to)) days.set(day, { day, parts: new Array<number>(shown.length + 1).fill(0), tokens: 0 });
  for (const row of report.rows) {
    const day = days.get(row.day);
    if (day === undefined) continue;
    const index = shown.indexOf(row.key ?? '');
    const part = index < 0 ? shown.length : index;
    day.parts[part] = (day.parts[part] ?? 0) + row.tokens;
    day.tokens += row.tokens;
  }
  return [...days.values()];
}

/** A round number at or above the largest day, for the top of the chart. */
export function topOf(days: Day[]): number {
  const most = Math.max(1, ...days.map((day) => day.tokens));
  const step = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / step) * step;
}

function between(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
