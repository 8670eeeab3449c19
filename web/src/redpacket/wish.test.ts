import { describe, expect, it } from 'vitest';
import type { ClientMessageId, MemberId } from '../protocol/ids';
import type { Wish } from './wish';
import { amountOf, errorsOf, requestOf } from './wish';

const LUCKY: Wish = {
  kind: 'lucky', coins: '100', count: '5', greeting: '', cover: 'ember', expiresInSeconds: 86_400,
  to: null, since: '', hint: '', words: '', anywhere: false,
};
const id = 'an id' as ClientMessageId;

describe('a wish', () => {
  it.each(['', '0', '-1', '0.1', '1e3', 'NaN', '10000001', '９９９９９９９９９'])('[RP3] %s coins are no amount', (coins) => {
    expect(errorsOf({ ...LUCKY, coins }).amount).toBe('amountBad');
  });

  it('[RP3] full-width digits are digits, and what is right has no errors', () => {
    expect(errorsOf({ ...LUCKY, coins: '１００' })).toEqual({});
    expect(requestOf(LUCKY, id, 'luck')).toEqual({
      clientMessageId: id, kind: 'lucky', amount: 100, count: 5, greeting: 'luck', cover: 'ember', expiresInSeconds: 86_400,
    });
  });

  it('[RP3] there are no more shares than coins, nor than a thousand', () => {
    expect(errorsOf({ ...LUCKY, coins: '4' }).count).toBe('countMore');
    expect(errorsOf({ ...LUCKY, coins: '5000', count: '1001' }).count).toBe('countBad');
  });

  it('[RP1] equal ones are typed by the share', () => {
    expect(amountOf({ ...LUCKY, kind: 'equal', coins: '8', count: '6' })).toBe(48);
  });

  it('[RP3] each kind asks for what it needs', () => {
    expect(errorsOf({ ...LUCKY, kind: 'exclusive' }).to).toBe('choose');
    expect(errorsOf({ ...LUCKY, kind: 'exclusive', to: 3 as MemberId })).toEqual({});
    expect(errorsOf({ ...LUCKY, kind: 'passphrase', words: '🎆！' }).words).toBe('missing');
    expect(errorsOf({ ...LUCKY, kind: 'riddle', words: '风' })).toEqual({ hint: 'missing' });
    expect(requestOf({ ...LUCKY, kind: 'passphrase', words: ' 芝麻 ', anywhere: true }, id, 'x')).toMatchObject({ words: '芝麻', anywhere: true });
  });
});
