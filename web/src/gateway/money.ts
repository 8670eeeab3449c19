import { language } from '../i18n/language';

const MICRO_DIGITS = 6;
const WRITTEN = /^(\d{1,7})(?:\.(\d{1,6}))?$/;

/** Millionths of a currency, as people write money and to the last digit: ¥0.0123 */
export function money(micros: number, currency: string): string {
  const exact = decimal(micros);
  try {
    const format = new Intl.NumberFormat(language(), { style: 'currency', currency, maximumFractionDigits: MICRO_DIGITS });
    return format.format(exact as Intl.StringNumericLiteral);
  } catch {
    return `${exact} ${currency}`;
  }
}

/** Millionths as a decimal number: 8500000 is 8.5 */
export function decimal(micros: number): string {
  const digits = String(micros).padStart(MICRO_DIGITS + 1, '0');
  const fraction = digits.slice(-MICRO_DIGITS).replace(/0+$/, '');
  return digits.slice(0, -MICRO_DIGITS) + (fraction === '' ? '' : `.${fraction}`);
}

/** What was typed, in millionths; null when it is no amount. Digits and points may be wide ones. */
export function micros(typed: string): number | null {
  const parts = WRITTEN.exec(typed.normalize('NFKC').replace('。', '.').trim());
  if (parts === null) return null;
  return Number((parts[1] ?? '') + (parts[2] ?? '').padEnd(MICRO_DIGITS, '0'));
}

export interface Cost {
  micros: number;
  currency: string;
}

/** Sums by currency; what nobody knows is said, and never shown as nothing. */
export function costs(known: Cost[], unknown: boolean, word: string): string {
  const parts = known.map((one) => money(one.micros, one.currency));
  return (unknown ? [...parts, word] : parts).join(' + ') || '–';
}
