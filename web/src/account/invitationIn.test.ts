import { describe, expect, it } from 'vitest';
import { invitationIn } from './invitationIn';

describe('an invitation to the server', () => {
  it('[AC1] is taken as the whole link or as its code', () => {
    expect(invitationIn('https://weilu.example/sign-up?invitation=abc-DEF_1')).toBe('abc-DEF_1');
    expect(invitationIn('  abc-DEF_1 ')).toBe('abc-DEF_1');
  });

  it('[AC1] a link without one, or other text, is left to the server to refuse', () => {
    expect(invitationIn('https://weilu.example/sign-up')).toBe('https://weilu.example/sign-up');
    expect(invitationIn('请进')).toBe('请进');
  });
});
