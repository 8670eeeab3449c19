import { describe, expect, it } from 'vitest';
import { XIAOHONG, XIAOMING, message } from '../room/cast';
import { standing } from './grouping';
import { snippet } from './highlights';
import { squeeze } from './recording';
import { isOnlyEmoji, oneLine } from './text';

describe('how messages stand among their neighbours', () => {
  const noon = new Date(2026, 10, 22, 12).getTime();
  const at = (minutes: number, author = XIAOHONG) => ({ ...message(1, '话', author), at: noon + minutes * 60_000 });

  it('one author within five minutes is a run', () => {
    const messages = [at(0), at(2), at(4, XIAOMING), at(20, XIAOMING)];
    expect(messages.map((_, index) => standing(messages, index).first)).toEqual([true, false, true, true]);
    expect(messages.map((_, index) => standing(messages, index).last)).toEqual([false, true, true, true]);
  });

  it('a new day begins with its line', () => {
    const messages = [at(0), at(1), at(60 * 24)];
    expect(messages.map((_, index) => standing(messages, index).newDay)).toEqual([true, false, true]);
  });
});

describe('lines and large emoji', () => {
  it('shows one to three emoji large', () => {
    expect(['🔥', '👨‍👩‍👧', '🔥 🔥🔥', '❤️'].map(isOnlyEmoji)).toEqual([true, true, true, true]);
    expect(['1', '🔥好', '🔥🔥🔥🔥', ''].map(isOnlyEmoji)).toEqual([false, false, false, false]);
  });

  it('puts a message into one line without its marks', () => {
    expect(oneLine(message(1, '**周六**\n\n- 香油\n`x`'))).toBe('周六 - 香油 x');
  });
});

describe('search hits', () => {
  it('are marked where they are, the text cut to what is near', () => {
    expect(snippet('周六火锅去哪家', [[2, 4]])).toEqual([
      { text: '周六', hit: false },
      { text: '火锅', hit: true },
      { text: '去哪家', hit: false },
    ]);
    expect(snippet(`${'远'.repeat(99)}火锅`, [[99, 101]])[0]).toEqual({ text: '…', hit: false });
  });

  it('survive ranges that make no sense', () => {
    expect(snippet('火锅', [[1, 9], [-1, 1], [1, 1], []])).toEqual([{ text: '火锅', hit: false }]);
  });
});

describe('a waveform', () => {
  it('keeps the loudest of each stretch', () => {
    expect(squeeze([1, 9, 2, 2], 2)).toEqual([9, 2]);
    expect(squeeze([1, 2], 64)).toEqual([1, 2]);
  });
});
