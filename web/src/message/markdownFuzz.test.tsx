import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Markdown } from './Markdown';

const SEEDS = 500;
const PIECES = [
  '**', '*', '_', '__', '~~', '`', '```', '```js\n', '\n', '\n\n', '> ', '- ', '1. ', '# ', '###### ', '|', '|-|-|\n', '---\n',
  '[', ']', '](', ')', '![', '<', '>', '<script>', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">', '</p>',
  'javascript:alert(1)', 'data:text/html,x', 'https://example.com/', 'http://[', 'mailto:a@b.cn', 'www.', '\\', '&lt;', '&#x6a;',
  '&', '"', "'", '@小红', '火锅', '，', ' ', '    ', '\t', '\u0000', '\u202e', '\ud800', '👨‍👩‍👧', 'a', '\r\n', '<!--', '<![CDATA[', '<?',
];
const ELEMENTS = new Set([
  'div', 'p', 'blockquote', 'ul', 'ol', 'li', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'header', 'span', 'button', 'svg',
  'rect', 'path', 'pre', 'code', 'strong', 'em', 'del', 'a', 'br',
]);

/** Mulberry32: the same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function body(seed: number): string {
  const next = numbers(seed);
  return Array.from({ length: 1 + next(40) }, () => PIECES[next(PIECES.length)]).join('');
}

/** Draws it, looks at every element and attribute that came of it, and takes it away again. */
function expectHarmless(text: string, seed: number, names = '') {
  const { container, unmount } = render(<Markdown body={text} names={names} />);
  for (const element of container.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (!ELEMENTS.has(name)) expect.fail(`seed ${seed}: <${name}>`);
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on')) expect.fail(`seed ${seed}: ${attribute.name} of <${name}>`);
    }
    const href = element.getAttribute('href');
    if (href !== null) expect(href, `seed ${seed}`).toMatch(/^(https?:|mailto:)/);
  }
  unmount();
}

describe('Markdown of anything', () => {
  it('[T6] is drawn without an exception, by known elements, without handlers, with links to the web and mail alone', { timeout: 180_000 }, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      expectHarmless(body(seed), seed, '小红\n(.*)+$');
    }
  });

  it('is drawn soon, however its pieces are repeated', { timeout: 180_000 }, () => {
    for (let piece = 0; piece < PIECES.length; piece++) {
      const next = numbers(piece);
      const two = `${PIECES[piece]}${PIECES[next(PIECES.length)]}`;
      expectHarmless(two.repeat(10_000 / two.length), piece);
    }
  });
});
