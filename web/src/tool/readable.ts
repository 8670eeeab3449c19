/** The arguments of a call as lines to read: a field and its value, the value exactly as it will be used. */
export function readable(json: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [['', plain(value)]];
    return Object.entries(value).map(([field, inner]) => [field, plain(inner)]);
  } catch {
    return [['', json]];
  }
}

/** Characters that change how others read, such as marks of direction, are shown as what they are. */
function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return text.replace(
    /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
