export interface Part {
  text: string;
  hit: boolean;
}

const BEFORE = 24;

/** The body around its first hit, cut into plain and marked parts. Ranges are [from, to) in UTF-16 units. */
export function snippet(body: string, ranges: readonly (readonly number[])[]): Part[] {
  const hits = ranges
    .map(([from = 0, to = 0]) => ({ from, to }))
    .filter((range) => range.from >= 0 && range.to > range.from && range.to <= body.length)
    .sort((one, other) => one.from - other.from);
  const start = Math.max(0, (hits[0]?.from ?? 0) - BEFORE);
  const parts: Part[] = start > 0 ? [{ text: '…', hit: false }] : [];
  let at = start;
  for (const { from, to } of hits) {
    if (from < at) continue;
    if (from > at) parts.push({ text: body.slice(at, from), hit: false });
    parts.push({ text: body.slice(from, to), hit: true });
    at = to;
  }
  if (at < body.length) parts.push({ text: body.slice(at), hit: false });
  return parts;
}
