import { describe, expect, it } from 'vitest';
import type { Catalog } from './catalog';

type AnyCatalog = Catalog<Record<string, string | ((...values: never[]) => string)>>;

const modules = import.meta.glob<Record<string, unknown>>(['../**/*ords.ts', '../**/emoji.ts'], { eager: true });
const catalogs = Object.entries(modules).flatMap(([path, module]) =>
  Object.entries(module)
    .filter((entry): entry is [string, AnyCatalog] => isCatalog(entry[1]))
    .map(([name, words]) => ({ name: `${path} ${name}`, words })),
);

const sources = import.meta.glob<string>(['../**/*.tsx', '!../**/*.test.tsx'], { eager: true, query: '?raw', import: 'default' });

function isCatalog(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value;
}

describe('words', () => {
  it.each(catalogs)('$name has the same keys in both languages, and none is empty', ({ words }) => {
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words['zh-CN']).sort());
    for (const tongue of ['zh-CN', 'en'] as const) {
      for (const word of Object.values(words[tongue])) {
        if (typeof word === 'string') expect(word.trim()).not.toBe('');
      }
    }
  });

  it.each(catalogs)('$name says in English what is not Chinese (names aside)', ({ words }) => {
    for (const word of Object.values(words.en)) {
      const said = typeof word === 'string' ? word : word(...(['x', 'x', 2] as never[]));
      expect(said.replaceAll('阿炉', '').replaceAll('中文', '')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('are nowhere but in catalogs', () => {
    for (const [path, source] of Object.entries(sources)) {
      const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const chinese = code.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+/g)?.filter((found) => found !== '中文') ?? [];
      expect({ path, chinese }).toEqual({ path, chinese: [] });
      const english = [...code.matchAll(/(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"|>\s*([A-Z][a-z]+(?: [a-z]+)+)\s*</g)];
      const literal = english.map((match) => match[1] ?? match[2]).filter((found) => found !== 'English');
      expect({ path, literal }).toEqual({ path, literal: [] });
    }
  });
});
