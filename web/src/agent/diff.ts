import { diffWords } from 'diff';
import type { Definition } from './agentApi';

/** A stretch of text that was added, taken away, or kept. */
export interface Stretch {
  text: string;
  kind: 'same' | 'added' | 'removed';
}

export interface FieldChange {
  field: keyof Definition;
  stretches: Stretch[];
}

const FIELDS: (keyof Definition)[] = ['name', 'picture', 'about', 'persona', 'greeting', 'examples', 'model', 'temperature', 'thinking', 'knowledge', 'tools', 'keywords', 'budget'];

/** What differs between two versions, field by field; texts by words. */
export function changesBetween(before: Definition, after: Definition, show: (field: keyof Definition, of: Definition) => string): FieldChange[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map((field) => ({
    field,
    stretches: wordDiff(show(field, before), show(field, after)),
  }));
}

/** By words: Chinese has no spaces between them, so the browser's own segmenter cuts them. */
export function wordDiff(before: string, after: string): Stretch[] {
  const parts = diffWords(before, after, typeof Intl.Segmenter === 'function' ? { intlSegmenter: new Intl.Segmenter('zh', { granularity: 'word' }) } : {});
  return parts.map((part) => ({ text: part.value, kind: part.added ? 'added' : part.removed ? 'removed' : 'same' }));
}
