import type { Language } from './language';
import { language } from './language';

const cache = new Map<string, Intl.DateTimeFormat>();

function dates(tongue: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tongue} ${name}`;
  let format = cache.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tongue, options);
    cache.set(key, format);
  }
  return format;
}

/** 19:05 */
export function clock(at: number): string {
  return dates(language(), 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** Days since 1970 in the reader's time zone, to tell whether two times lie on the same day. */
export function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** 今天 · 11月22日 星期日 — with the year when it is not this one. */
export function dayLabel(at: number, now: number = Date.now()): string {
  const tongue = language();
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const full = dates(tongue, sameYear ? 'day' : 'dayOfYear', {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(at);
  const near = nearDay(dayNumber(now) - dayNumber(at), tongue);
  return near === null ? full : `${near} · ${full}`;
}

function nearDay(daysAgo: number, tongue: Language): string | null {
  if (daysAgo !== 0 && daysAgo !== 1) return null;
  const word = new Intl.RelativeTimeFormat(tongue, { numeric: 'auto' }).format(-daysAgo, 'day');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** As short as a room list wants it: 19:05, 昨天, 周三, 11月3日, 2025/11/3. */
export function shortWhen(at: number, now: number = Date.now()): string {
  const tongue = language();
  const daysAgo = dayNumber(now) - dayNumber(at);
  if (daysAgo <= 0) return clock(at);
  if (daysAgo === 1) return nearDay(1, tongue) ?? '';
  if (daysAgo < 7) return dates(tongue, 'weekday', { weekday: 'short' }).format(at);
  if (new Date(at).getFullYear() === new Date(now).getFullYear()) {
    return dates(tongue, 'monthDay', { month: 'short', day: 'numeric' }).format(at);
  }
  return dates(tongue, 'date', { year: 'numeric', month: 'numeric', day: 'numeric' }).format(at);
}

/** Day and time, for citations, tooltips and history. */
export function dayAndClock(at: number, now: number = Date.now()): string {
  if (dayNumber(at) === dayNumber(now)) return clock(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const day = dates(language(), sameYear ? 'monthDay' : 'fullDate', {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
  }).format(at);
  return `${day} ${clock(at)}`;
}

/** 1.5 MB */
export function byteSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** 0:07 */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
