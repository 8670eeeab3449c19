import { withoutQuote } from '../message/citations';
import * as windows from '../message/window';
import { never } from '../protocol/decode';
import type { RoomEvent } from '../protocol/events';
import type { FrameOf } from '../protocol/frames';
import type { MemberId, Seq } from '../protocol/ids';
import type { Answer, MemberView, MessageView, Reaction, RuleChange } from '../protocol/views';
import { withRedPacket } from '../redpacket/card';
import type { RoomState } from './roomState';

type EventFrame = FrameOf<'event'>;
type Posted = Extract<RoomEvent, { type: 'messagePosted' }>;

/** A snapshot plus this event is the next snapshot (the test of tests in ARCHITECTURE). */
export function applyEvent(before: RoomState, frame: EventFrame): RoomState {
  const state = { ...before, seq: frame.seq };
  const event = frame.event;
  switch (event.type) {
    case 'messagePosted':
      return posted(state, frame, event);
    case 'messageEdited':
      return change(state, event.message, (message) => ({
        ...message,
        body: event.body,
        mentions: event.mentions,
        editedAt: frame.at,
      }));
    case 'messageRecalled':
      return recalled(state, event.message, event.by);
    case 'reactionChanged':
      return change(state, event.message, (message) => ({
        ...message,
        reactions: react(message.reactions, event.emoji, event.member, event.on),
      }));
    case 'pinChanged':
      return pinChanged(state, event.message, event.pinned);
    case 'toolCallChanged':
      return change(state, event.message, (message) => ({ ...message, answer: withCall(message.answer, event, frame.at) }));
    case 'redPacketClaimed':
    case 'redPacketEnded':
      return change(state, event.message, (message) => ({ ...message, redPacket: withRedPacket(message.redPacket, event) }));
    case 'memberJoined':
    case 'memberChanged':
      return withMember(state, event.member);
    case 'memberLeft':
      return memberLeft(state, event.member);
    case 'roomChanged':
      return { ...state, room: event.room };
    case 'consentChanged':
      return { ...state, rules: ruled(state.rules, { seq: frame.seq, at: frame.at, consent: event.consent, noStore: event.noStore, by: event.by }) };
    case 'unknown':
      return state;
    default:
      return never(event);
  }
}

const RULES_MAX = 20;

/** A fresh snapshot may hold it already. */
function ruled(rules: readonly RuleChange[], change: RuleChange): readonly RuleChange[] {
  return [...rules.filter((one) => one.seq !== change.seq), change].slice(-RULES_MAX);
}

/** The message as it stands right after it was posted. */
export function messageOf(frame: EventFrame, event: Posted): MessageView {
  return {
    seq: frame.seq,
    at: event.postedAt ?? frame.at,
    author: event.author,
    clientMessageId: event.clientMessageId,
    body: event.body,
    quote: event.quote,
    mentions: event.mentions,
    attachments: event.attachments,
    importedAs: event.importedAs,
    hops: event.hops,
    answer: event.answer,
    editedAt: null,
    recalledBy: event.recalled ? event.author : null,
    pinned: false,
    reactions: [],
    about: event.about,
    brought: event.brought,
    redPacket: event.redPacket,
  };
}

/** What stays of a message that was taken back. */
export function recall(message: MessageView, by: MemberId): MessageView {
  return {
    ...message,
    recalledBy: by,
    body: '',
    attachments: [],
    mentions: [],
    answer: null,
    reactions: [],
    about: null,
    brought: null,
    redPacket: null,
    pinned: false,
  };
}

export function react(reactions: Reaction[], emoji: string, member: MemberId, on: boolean): Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  const others = (known?.members ?? []).filter((other) => other !== member);
  const members = on ? [...others, member] : others;
  if (known === undefined) return on ? [...reactions, { emoji, members }] : reactions;
  if (on && known.members.includes(member)) return reactions;
  return reactions
    .map((reaction) => (reaction === known ? { emoji, members } : reaction))
    .filter((reaction) => reaction.members.length > 0);
}

/** What became of a call is shown in the answer that asked for it. */
function withCall(answer: Answer | null, event: Extract<RoomEvent, { type: 'toolCallChanged' }>, at: number): Answer | null {
  if (answer === null) return null;
  const { status, by } = event;
  return { ...answer, calls: answer.calls.map((call) => (call.id === event.call ? { ...call, status, by, at } : call)) };
}

function posted(state: RoomState, frame: EventFrame, event: Posted): RoomState {
  const message = messageOf(frame, event);
  const typing = new Map(state.typing);
  typing.delete(event.author);
  const turns = new Map(state.turns);
  if (event.answer !== null) turns.delete(event.answer.turn);
  return { ...state, live: windows.append(state.live, message), typing, turns };
}

function recalled(state: RoomState, seq: Seq, by: MemberId): RoomState {
  const next = change(state, seq, (message) => recall(message, by));
  const shorten = (message: MessageView) => withoutQuote(message, seq);
  return {
    ...next,
    live: windows.updateAll(next.live, shorten),
    past: next.past === null ? null : windows.updateAll(next.past, shorten),
    pinned: next.pinned.filter((message) => message.seq !== seq).map(shorten),
    quoted: new Map([...next.quoted].map(([key, message]) => [key, message === null ? null : shorten(message)])),
  };
}

/** The same message may be shown in several places: newest, jumped to, pinned, quoted. */
function change(state: RoomState, seq: Seq, how: (message: MessageView) => MessageView): RoomState {
  const quoted = state.quoted.get(seq);
  return {
    ...state,
    live: windows.update(state.live, seq, how),
    past: state.past === null ? null : windows.update(state.past, seq, how),
    pinned: state.pinned.map((message) => (message.seq === seq ? how(message) : message)),
    quoted: quoted ? new Map(state.quoted).set(seq, how(quoted)) : state.quoted,
  };
}

function pinChanged(state: RoomState, seq: Seq, pinned: boolean): RoomState {
  const next = change(state, seq, (message) => ({ ...message, pinned }));
  const others = next.pinned.filter((message) => message.seq !== seq);
  if (!pinned) return { ...next, pinned: others };
  const message =
    windows.find(next.live, seq) ?? (next.past === null ? undefined : windows.find(next.past, seq)) ?? next.quoted.get(seq);
  if (!message) return { ...next, pinsStale: true };
  // The last pinned comes first, as in a snapshot.
  return { ...next, pinned: [message, ...others] };
}

function withMember(state: RoomState, member: MemberView): RoomState {
  const me = member.id === state.me.member ? { ...state.me, role: member.role } : state.me;
  return { ...state, me, members: new Map(state.members).set(member.id, member) };
}

function memberLeft(state: RoomState, id: MemberId): RoomState {
  const member = state.members.get(id);
  const online = new Set(state.online);
  online.delete(id);
  const typing = new Map(state.typing);
  typing.delete(id);
  if (member === undefined) return { ...state, online, typing };
  return { ...state, online, typing, members: new Map(state.members).set(id, { ...member, present: false }) };
}
