import { describe, expect, it } from 'vitest';
import vectors from '../../../protocol/vectors/red-packet-shares.json';
import type { RedPacketId } from '../protocol/ids';
import { canVerify, commitmentOf, cut } from './shares';

describe('shares', () => {
  it.each(vectors)('[RP2] $amount coins in $count shares are cut and promised as the server does', async (vector) => {
    expect(canVerify()).toBe(true);
    expect(await cut(vector.amount, vector.count, vector.seed)).toEqual({ coins: vector.shares, best: vector.best });
    const promised = await commitmentOf(vector.redPacket as RedPacketId, vector.amount, vector.count, vector.seed);
    expect(promised).toBe(vector.commitment);
  });

  it('[RP2] another seed, or another amount, is another promise', async () => {
    const [vector] = vectors;
    if (vector === undefined) throw new Error('no vectors');
    const id = vector.redPacket as RedPacketId;
    expect(await commitmentOf(id, vector.amount + 1, vector.count, vector.seed)).not.toBe(vector.commitment);
    expect(await commitmentOf(id, vector.amount, vector.count, vector.seed.replace(/^./, 'f'))).not.toBe(vector.commitment);
  });
});
