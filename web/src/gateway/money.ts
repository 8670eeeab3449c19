import { language } from '../i18n/language';

/** Millionths of a currency, as people write money: ¥0.0123 */
export function money(micros: number, currency: string): string {
  const amount = micros / 1_000_000;
  try {
    return new Intl.NumberFormat(language(), { style: 'currency', currency, maximumSignificantDigits: amount < 1 ? 3 : 6 }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
