import { describe, expect, it } from 'vitest';
import { DecodeError } from './decode';
import { roomEvent } from './events';
import type { ClientFrame } from './frames';
import { serverFrame } from './frames';

const files = import.meta.glob('../../../protocol/*.json', { eager: true, import: 'default' });

function golden(kind: string): [string, Record<string, unknown>][] {
  return Object.entries(files)
    .map(([path, json]) => [path.split('/').at(-1) ?? '', json as Record<string, unknown>] as [string, Record<string, unknown>])
    .filter(([name]) => name.startsWith(`${kind}-`));
}

/** What the decoder made of it, back in wire form: instants as text again. */
function wire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isInstant(name, inner) ? new Date(inner).toISOString() : wire(inner)]),
  );
}

function isInstant(name: string, value: unknown): value is number {
  return typeof value === 'number' && ['at', 'now', 'postedAt', 'mutedUntil', 'retryAt', 'editedAt', 'freeAt', 'expiresAt', 'memberSince'].includes(name);
}

describe('golden frames', () => {
  it.each(golden('server'))('[PR2] %s decodes to what it says', (_name, json) => {
    expect(json).toMatchObject(wire(serverFrame(json)) as object);
  });

  it.each(golden('event'))('[PR2] %s decodes to what it says', (_name, json) => {
    expect(wire(roomEvent(json))).toEqual(json);
  });

  it('[PR2] every frame and event this client knows has a file, and the other way round', () => {
    expect(golden('event')).toHaveLength(13);
    expect(golden('server')).toHaveLength(20);
    const client = golden('client').map(([, json]) => json['type']);
    const known: ClientFrame['type'][] = ['claimRedPacket', 'hello', 'moveRead', 'ping', 'resume', 'sayTyping', 'sendMessage'];
    expect(client.sort()).toEqual(known);
  });

  it('[PR3] an unknown type is refused, an unknown field is not', () => {
    expect(() => roomEvent({ type: 'toString' })).toThrow(DecodeError);
    expect(roomEvent({ type: 'messageRecalled', message: 1, by: 2, colour: 'red' })).toEqual({
      type: 'messageRecalled',
      message: 1,
      by: 2,
    });
  });

  it('[PR4] a number a browser cannot hold exactly is refused', () => {
    expect(() => serverFrame({ type: 'pong', n: 2 ** 53, now: '2026-11-22T12:00:00Z' })).toThrow(DecodeError);
  });
});
