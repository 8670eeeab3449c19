import { decimal } from './money';
import type { UsageReport } from './usageApi';

const FORMULA = /^[=+\-@\t\r]/;
const COLUMNS = ['day', 'key', 'name', 'requests', 'answers', 'deep_answers', 'tokens', 'prompt_tokens', 'answer_tokens', 'estimated', 'cost', 'currency'];
/** Spreadsheets take a file without it for something else than UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a report shows, as a CSV file (RFC 4180) in which no cell is taken for a formula. An unknown cost says so. */
export function csvOf(report: UsageReport): string {
  const rows = report.rows.map((row) => [
    row.day,
    row.key,
    row.name,
    row.calls,
    row.turns,
    row.deepTurns,
    row.tokens,
    row.promptTokens,
    row.answerTokens,
    row.estimated,
    row.costMicros === null ? 'unknown' : decimal(row.costMicros),
    row.currency,
  ]);
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
