import { describe, expect, it } from 'vitest';
import { NEW } from './agentApi';
import { changesBetween, wordDiff } from './diff';

describe('what differs between two versions', () => {
  it('[AG2] Chinese is compared by words, and the kept parts make up both texts', () => {
    const stretches = wordDiff('你主持一个读书会。', '你主持一个热闹的读书会。');
    expect(stretches.filter((one) => one.kind !== 'added').map((one) => one.text).join('')).toBe('你主持一个读书会。');
    expect(stretches.filter((one) => one.kind !== 'removed').map((one) => one.text).join('')).toBe('你主持一个热闹的读书会。');
    expect(stretches.some((one) => one.kind === 'added' && one.text.includes('热闹'))).toBe(true);
    expect(stretches.some((one) => one.kind === 'same' && one.text.includes('读书会'))).toBe(true);
  });
  it('[AG2] only fields that differ are named, and none for the same', () => {
    const show = (field: keyof typeof NEW, of: typeof NEW) => String(of[field]);
    expect(changesBetween(NEW, { ...NEW, name: '书书', tools: ['poll'] }, show).map((one) => one.field)).toEqual(['name', 'tools']);
    expect(changesBetween(NEW, { ...NEW }, show)).toEqual([]);
  });
});
