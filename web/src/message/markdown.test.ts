import { describe, expect, it } from 'vitest';
import type { Block, Span } from './markdown';
import { parseMarkdown } from './markdown';

function links(blocks: Block[]): string[] {
  const found: string[] = [];
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'href' in value) found.push(String(value.href));
    return value;
  });
  return found;
}

function text(blocks: Block[]): string {
  const parts: string[] = [];
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'text' in value) parts.push(String(value.text));
    return value;
  });
  return parts.join('');
}

const spans = (body: string): Span[] => {
  const [first] = parseMarkdown(body);
  return first?.kind === 'paragraph' ? first.spans : [];
};

describe('Markdown of chat', () => {
  it('keeps line breaks, lists, code and quotes', () => {
    const kinds = parseMarkdown('一\n二\n\n- 香油\n- 蒜泥\n\n```js\nx\n```\n\n> 还是AA').map((block) => block.kind);
    expect(kinds).toEqual(['paragraph', 'list', 'code', 'quote']);
    expect(spans('一\n二')).toEqual([{ kind: 'text', text: '一' }, { kind: 'break' }, { kind: 'text', text: '二' }]);
  });

  it('[T6] HTML, pictures and odd schemes come out as the text they are', () => {
    for (const body of [
      '<img src=x onerror=alert(1)>',
      '<script>alert(1)</script>',
      '![a](https://evil.example/x.png)',
      '[a](javascript:alert(1))',
      '[a](data:text/html,x)',
      '[a](  JaVaScRiPt:alert(1))',
    ]) {
      expect(links(parseMarkdown(body))).toEqual([]);
      expect(text(parseMarkdown(body)).replace(/\s/g, '')).toBe(body.replace(/\s/g, ''));
    }
  });

  it('links web and mail addresses', () => {
    expect(links(parseMarkdown('[地图](https://example.com/a_b) https://example.com/c'))).toEqual([
      'https://example.com/a_b',
      'https://example.com/c',
    ]);
  });

  it('ends a bare address where the Chinese sentence goes on', () => {
    const blocks = parseMarkdown('看https://example.com/shu，停车在后面');
    expect(links(blocks)).toEqual(['https://example.com/shu']);
    expect(text(blocks)).toBe('看https://example.com/shu，停车在后面');
  });

  it('is strong next to Chinese punctuation', () => {
    expect(spans('他说**“火锅”**吧')[1]).toEqual({ kind: 'strong', spans: [{ kind: 'text', text: '“火锅”' }] });
  });

  it('survives deep nesting and 10,000 odd characters quickly', () => {
    const from = performance.now();
    for (const piece of ['>', '[', '*', '_', '**a', '- ', '`', '![', '<a ', '~~', '|', '\\', '*a_']) {
      const body = piece.repeat(10_000 / piece.length);
      expect(text(parseMarkdown(body)).length).toBeLessThan(10_001 * 2);
    }
    expect(performance.now() - from).toBeLessThan(4_000);
  });
});
