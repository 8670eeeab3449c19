import { describe, expect, it } from 'vitest';
import { ALU, CAST, XIAOHONG, XIAOMING, member } from '../room/cast';
import { candidates, initials, insertMention, mentionQuery, mentionsIn } from './mentions';

const names = (query: string) => candidates(CAST, query, XIAOMING).map((one) => one.displayName);

describe('mentions', () => {
  it('begin at an @ that is not inside a word', () => {
    expect(mentionQuery('你好 @小', 5)).toEqual({ from: 3, text: '小' });
    expect(mentionQuery('你好@', 3)).toEqual({ from: 2, text: '' });
    expect(mentionQuery('mail a@b', 8)).toBeNull();
    expect(mentionQuery('@小红 在吗', 6)).toBeNull();
  });

  it('offer agents first and never oneself', () => {
    expect(names('')).toEqual(['阿炉', '小红']);
  });

  it('are found by pinyin initials where the browser knows Chinese order', () => {
    expect(initials('小明')).toBe('xm');
    expect(names('xh')).toEqual(['小红']);
  });

  it('are put in with a space after', () => {
    expect(insertMention('嗨 @x 吗', 4, { from: 2, text: 'x' }, CAST[1]!)).toEqual({ text: '嗨 @小红  吗', caret: 6 });
  });

  it('name members by their longest name, each once', () => {
    const redder = member(12 as typeof XIAOHONG, '小红红');
    expect(mentionsIn('@小红红 @阿炉 @阿炉', [...CAST, redder])).toEqual([12, ALU]);
    expect(mentionsIn('小红', CAST)).toEqual([]);
  });
});
