import type { RoomEvent } from '../protocol/events';
import type { FrameOf } from '../protocol/frames';
import type { RoomSnapshot } from '../protocol/http';
import type { ClientMessageId, MemberId, RoomId, Seq } from '../protocol/ids';
import type { MemberView, MessageView } from '../protocol/views';

/** The fixed cast of the tests: 小明 (oneself), 小红, the agent 阿炉, in the room 火锅派. */
export const ROOM = 420185367 as RoomId;
export const XIAOMING = 7 as MemberId;
export const XIAOHONG = 8 as MemberId;
export const ALU = 9 as MemberId;

export function member(id: MemberId, displayName: string, kind: MemberView['kind'] = 'person'): MemberView {
  return { id, kind, displayName, picture: null, role: 'member', mutedUntil: null, present: true };
}

export const CAST = [member(XIAOMING, '小明'), member(XIAOHONG, '小红'), member(ALU, '阿炉', 'agent')];

export function message(seq: number, body = `第 ${seq} 句`, author = XIAOHONG): MessageView {
  return {
    seq: seq as Seq,
    at: seq * 60_000,
    author,
    clientMessageId: `c${seq}` as ClientMessageId,
    body,
    quote: null,
    mentions: [],
    attachments: [],
    importedAs: null,
    hops: 0,
    answer: null,
    editedAt: null,
    recalledBy: null,
    pinned: false,
    reactions: [],
    about: null,
    brought: null,
    redPacket: null,
  };
}

export function snapshot(messages: MessageView[] = [], change: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    room: {
      id: ROOM,
      kind: 'group',
      name: '火锅派',
      topic: '',
      picture: null,
      visibility: 'private',
      whoMayInvite: 'members',
      slowModeSeconds: 0,
      archived: false,
      modelsOff: false,
      staysHere: false,
    },
    me: { member: XIAOMING, role: 'member', notify: 'all', readSeq: 0 as Seq },
    members: CAST,
    seq: (messages.at(-1)?.seq ?? 0) as Seq,
    messages,
    hasEarlier: false,
    pinned: [],
    online: [],
    reads: [],
    rules: [],
    ...change,
  };
}

export function event(seq: number, what: RoomEvent): FrameOf<'event'> {
  return { type: 'event', room: ROOM, seq: seq as Seq, at: seq * 60_000, event: what };
}

export function posted(seq: number, body = `第 ${seq} 句`, author = XIAOHONG): FrameOf<'event'> {
  return event(seq, {
    type: 'messagePosted',
    author,
    clientMessageId: `c${seq}` as ClientMessageId,
    body,
    quote: null,
    mentions: [],
    attachments: [],
    importedAs: null,
    postedAt: null,
    hops: 0,
    answer: null,
    recalled: false, about: null, brought: null, redPacket: null,
  });
}
