import { describe, expect, it } from 'vitest';
import { readable } from './readable';

describe('arguments of a call', () => {
  it('[TL2] are shown field by field, exactly', () => {
    expect(readable('{"at":"2026-11-28T19:00","text":"带毛肚","n":3,"list":["a","b"]}')).toEqual([
      ['at', '2026-11-28T19:00'],
      ['text', '带毛肚'],
      ['n', '3'],
      ['list', '[\n "a",\n "b"\n]'],
    ]);
  });

  it('[TL2] cannot be made to look like others by marks of direction', () => {
    expect(readable('{"to":"a\u202eb"}')).toEqual([['to', 'a\\u202eb']]);
  });

  it('[TL2] that are no object are shown as they are', () => {
    expect(readable('[1]')).toEqual([['', '[\n 1\n]']]);
    expect(readable('nonsense')).toEqual([['', 'nonsense']]);
  });
});
