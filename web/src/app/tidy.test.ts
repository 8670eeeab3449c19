import { describe, expect, it } from 'vitest';

const code = import.meta.glob<string>('../**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' });
const styles = import.meta.glob<string>('../**/*.css', { eager: true, query: '?raw', import: 'default' });

const LINES_MAX = 300;
const BANNED = /(Util|Helper|Manager|Common|Impl|Abstract|DTO)s?\.(ts|tsx)$/;
const IO = /\b(fetch|new WebSocket|new XMLHttpRequest)\s*\(/;
/** Where talking to the server is allowed (STYLE 19). */
const IO_PLACES = /(socket\/|Api\.ts$|\/http\.ts$|\.test\.tsx?$)/;
const SINKS = /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
const LATER = /\b(TO.?DO|FIX.?ME)\b/;
const COLOUR = /#[0-9a-f]{3,8}\b/i;
const COLOUR_PLACES = /tokens\.css$|Avatar\.module\.css$/;

function breaches(sources: Record<string, string>, rule: (path: string, source: string) => boolean): string[] {
  return Object.entries(sources)
    .filter(([path, source]) => !path.endsWith('tidy.test.ts') && rule(path, source))
    .map(([path]) => path);
}

describe('the client stays tidy', () => {
  it('files are short', () => {
    expect(breaches({ ...code, ...styles }, (_path, source) => source.split('\n').length > LINES_MAX + 1)).toEqual([]);
  });
  it('names say what a thing is', () => {
    expect(breaches(code, (path) => BANNED.test(path))).toEqual([]);
  });
  it('[STYLE 19] only socket/ and *Api.ts do I/O', () => {
    expect(breaches(code, (path, source) => !IO_PLACES.test(path) && IO.test(source))).toEqual([]);
  });
  it('[T6] there is no HTML sink', () => {
    expect(breaches(code, (_path, source) => SINKS.test(source))).toEqual([]);
  });
  it('nothing is left for later', () => {
    expect(breaches({ ...code, ...styles }, (_path, source) => LATER.test(source))).toEqual([]);
  });
  it('colours come from the tokens', () => {
    expect(breaches(styles, (path, source) => !COLOUR_PLACES.test(path) && COLOUR.test(source))).toEqual([]);
  });
});
