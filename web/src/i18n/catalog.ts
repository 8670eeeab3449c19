import { language, useLanguage } from './language';

/**
 * Words live beside the feature that shows them, in a file `words.ts`, Chinese first. The types make English
 * complete: a missing key or another parameter does not compile. Lazily loaded screens bring their own words.
 */
type Word = string | ((...values: never[]) => string);
type Words = Record<string, Word>;
type SameKeys<Z extends Words> = { [K in keyof Z]: Z[K] extends string ? string : Z[K] };
type Shown<Z extends Words> = { readonly [K in keyof Z]: Z[K] extends string ? string : Z[K] };

export interface Catalog<Z extends Words> {
  readonly 'zh-CN': Shown<Z>;
  readonly en: Shown<Z>;
}

export function catalog<const Z extends Words>(zh: Z, en: SameKeys<Z>): Catalog<Z> {
  return { 'zh-CN': zh as Shown<Z>, en: en as Shown<Z> };
}

/** The words in the language of the screen; the component renders again when it is switched. */
export function useWords<Z extends Words>(words: Catalog<Z>): Shown<Z> {
  return words[useLanguage()];
}

/** The words outside of components (notifications, titles). */
export function wordsNow<Z extends Words>(words: Catalog<Z>): Shown<Z> {
  return words[language()];
}

/** English number agreement: `count(2, 'reply', 'replies')` is "2 replies". */
export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
