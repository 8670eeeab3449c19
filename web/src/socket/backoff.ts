export const RETRY_MILLIS_MIN = 500;
export const RETRY_MILLIS_MAX = 30_000;

/** How long to wait before the next try: doubling, with full jitter so that a crowd does not return at once. */
export function retryMillis(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(RETRY_MILLIS_MAX, RETRY_MILLIS_MIN * 2 ** Math.min(failures, 10));
  return RETRY_MILLIS_MIN / 2 + random() * ceiling;
}
