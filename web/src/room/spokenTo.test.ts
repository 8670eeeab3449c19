import { describe, expect, it } from 'vitest';
import type { FrameOf } from '../protocol/frames';
import type { Seq } from '../protocol/ids';
import { XIAOHONG, XIAOMING, event, message, posted, snapshot } from './cast';
import { fromSnapshot } from './roomReducer';
import { speaksToMe } from './spokenTo';

const mine = message(1, '周六吃火锅', XIAOMING);
const theirs = message(2, '我带毛肚');
const open = fromSnapshot(snapshot([mine, theirs]), null);

function said(change: object): FrameOf<'event'>['event'] {
  const frame = posted(3);
  return { ...frame.event, ...change } as FrameOf<'event'>['event'];
}

describe('[MS14] what speaks to the reader', () => {
  it('a mention and a quote of their own words', () => {
    expect(speaksToMe(open, said({ mentions: [XIAOMING] }))).toBe(true);
    expect(speaksToMe(open, said({ quote: mine.seq }))).toBe(true);
  });

  it('not what speaks to others, comes from themselves or from an old chat', () => {
    expect(speaksToMe(open, said({ mentions: [XIAOHONG] }))).toBe(false);
    expect(speaksToMe(open, said({ quote: theirs.seq }))).toBe(false);
    expect(speaksToMe(open, said({ quote: 99 as Seq }))).toBe(false);
    expect(speaksToMe(open, said({ mentions: [XIAOMING], author: XIAOMING }))).toBe(false);
    expect(speaksToMe(open, said({ mentions: [XIAOMING], importedAs: '老王' }))).toBe(false);
  });

  it('an edit that newly mentions them, and no other edit', () => {
    const edited = (seq: Seq, mentions = [XIAOMING]) => event(4, { type: 'messageEdited', message: seq, body: '@小明', mentions }).event;
    expect(speaksToMe(open, edited(theirs.seq))).toBe(true);
    expect(speaksToMe(open, edited(theirs.seq, []))).toBe(false);
    expect(speaksToMe(open, edited(mine.seq))).toBe(false);
    const known = fromSnapshot(snapshot([{ ...theirs, mentions: [XIAOMING] }]), null);
    expect(speaksToMe(known, edited(theirs.seq))).toBe(false);
  });
});
