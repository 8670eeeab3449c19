/**
 * Small decoders for what comes over the wire (PR3: absent and null mean the same, unknown fields are ignored,
 * unknown types are refused). A decoder returns the value or throws a {@link DecodeError} that names the path.
 */
export class DecodeError extends Error {
  constructor(path: string, wanted: string) {
    super(`${path || 'value'} is not ${wanted}`);
    this.name = 'DecodeError';
  }
}

export type Decoder<T> = (value: unknown, path?: string) => T;

/** The type a decoder yields. */
export type Decoded<D> = D extends Decoder<infer T> ? T : never;

export const text: Decoder<string> = (value, path = '') => {
  if (typeof value !== 'string') throw new DecodeError(path, 'text');
  return value;
};

export const flag: Decoder<boolean> = (value, path = '') => {
  if (typeof value !== 'boolean') throw new DecodeError(path, 'true or false');
  return value;
};

/** Whole numbers a browser holds exactly (PR4); a larger one is refused, not rounded. */
export const whole: Decoder<number> = (value, path = '') => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new DecodeError(path, 'a whole number');
  return value;
};

/** An ISO-8601 instant, kept as milliseconds since 1970. */
export const instant: Decoder<number> = (value, path = '') => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new DecodeError(path, 'an instant');
  return at;
};

/** A branded id over a plain decoder. */
export function branded<T>(decoder: Decoder<string> | Decoder<number>): Decoder<T> {
  return (value, path = '') => decoder(value, path) as T;
}

export function oneOf<const T extends string>(...words: T[]): Decoder<T> {
  return (value, path = '') => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new DecodeError(path, `one of ${words.join(', ')}`);
    return found;
  };
}

export function list<T>(item: Decoder<T>): Decoder<T[]> {
  return (value, path = '') => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw new DecodeError(path, 'a list');
    return value.map((entry, index) => item(entry, `${path}[${index}]`));
  };
}

/** Null when absent. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, path = '') => (value === undefined || value === null ? null : decoder(value, path));
}

/** A fixed value when absent. */
export function withDefault<T>(decoder: Decoder<T>, fallback: T): Decoder<T> {
  return (value, path = '') => (value === undefined || value === null ? fallback : decoder(value, path));
}

type Shape = Record<string, Decoder<unknown>>;

export function object<S extends Shape>(shape: S): Decoder<{ [K in keyof S]: Decoded<S[K]> }> {
  const fields = Object.entries(shape);
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new DecodeError(path, 'an object');
    const source = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const [name, decoder] of fields) {
      result[name] = decoder(source[name], path ? `${path}.${name}` : name);
    }
    return result as { [K in keyof S]: Decoded<S[K]> };
  };
}

type Tagged<M extends Record<string, Decoder<object>>> = {
  [K in keyof M]: { type: K } & Decoded<M[K]>;
}[keyof M];

/** A union told apart by its "type" field. */
export function union<M extends Record<string, Decoder<object>>>(members: M): Decoder<Tagged<M>> {
  return (value, path = '') => {
    const type = object({ type: text })(value, path).type;
    const decoder = Object.hasOwn(members, type) ? members[type] : undefined;
    if (decoder === undefined) throw new DecodeError(path, `a known type (${type})`);
    return { ...decoder(value, path), type } as Tagged<M>;
  };
}

/** For the end of a switch over a union: the compiler complains when a case is missing. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
