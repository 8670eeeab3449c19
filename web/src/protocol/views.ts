import type { Decoded } from './decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from './decode';
import { attachmentId, clientMessageId, memberId, redPacketId, roomId, seq, toolCallId, turnId } from './ids';

/** The views every member of a room shares; the same shapes as the server's records in weilu.protocol. */
export const memberView = object({
  id: memberId,
  kind: oneOf('person', 'guest', 'agent'),
  displayName: text,
  picture: optional(text),
  role: oneOf('guest', 'member', 'admin', 'owner'),
  mutedUntil: optional(instant),
  present: flag,
});
export type MemberView = Decoded<typeof memberView>;

export const roomView = object({
  id: roomId,
  kind: oneOf('group', 'direct'),
  name: text,
  topic: withDefault(text, ''),
  picture: optional(text),
  visibility: oneOf('public', 'unlisted', 'private'),
  whoMayInvite: oneOf('members', 'admins'),
  slowModeSeconds: withDefault(whole, 0),
  archived: withDefault(flag, false),
  /** Nothing of the room goes to a model. */
  modelsOff: withDefault(flag, false),
  /** Members neither forward nor export what is said here. */
  staysHere: withDefault(flag, false),
});
export type RoomView = Decoded<typeof roomView>;

export const attachment = object({
  id: attachmentId,
  kind: oneOf('picture', 'file', 'voice'),
  name: text,
  mediaType: text,
  bytes: whole,
  width: optional(whole),
  height: optional(whole),
  seconds: optional(whole),
  waveform: list(whole),
});
export type Attachment = Decoded<typeof attachment>;

export const citation = object({
  message: seq,
  author: optional(memberId),
  name: text,
  at: instant,
  quote: text,
});
export type Citation = Decoded<typeof citation>;

export const topic = object({ title: withDefault(text, ''), citations: list(citation) });
export type Topic = Decoded<typeof topic>;

export const callStatus = oneOf('pending', 'approved', 'rejected', 'failed', 'succeeded', 'expired', 'unknown', 'stopped');
export type CallStatus = Decoded<typeof callStatus>;

/** A tool an agent called, or wants to call (weilu.protocol.ToolCall). */
export const toolCall = object({
  id: toolCallId,
  tool: text,
  arguments: text,
  hash: text,
  effect: oneOf('pure', 'reads_room', 'reaches_out', 'acts'),
  asker: optional(memberId),
  approvers: optional(oneOf('asker', 'admins', 'asker_or_admins')),
  status: callStatus,
  by: optional(memberId),
  at: optional(instant),
});
export type ToolCall = Decoded<typeof toolCall>;

export const usedUp = object({
  scope: oneOf('person', 'room', 'agent', 'server'),
  measure: oneOf('tokens', 'turns', 'deep_turns'),
  most: whole,
  freeAt: instant,
});
export type UsedUp = Decoded<typeof usedUp>;

export const answer = object({
  turn: turnId,
  kind: oneOf('greeting', 'summary', 'found', 'not_found', 'chat'),
  engine: oneOf('extractive', 'model'),
  model: optional(text),
  note: optional(oneOf('stopped', 'provider_failed', 'cut_short', 'tool_missing', 'quota_used_up', 'not_allowed', 'no_store', 'private_memory', 'pictures_unseen')),
  replaces: optional(turnId),
  usedUp: optional(usedUp),
  localOnly: withDefault(flag, false),
  topics: list(topic),
  calls: list(toolCall),
  /** What the model thought before it answered (深度思考). */
  thinking: optional(text),
  /** Why this model was chosen, when it is not the usual one. */
  route: optional(object({ label: text, example: text })),
  /** The turn of another answer to the same question that this one stands beside. */
  beside: optional(turnId),
  /** Other messages that were asked at the same time and are answered by it. */
  also: withDefault(list(object({ message: seq, author: memberId })), []),
  /** The agent that answers next, because the question was passed on to it. */
  passedTo: optional(memberId),
});
export type Answer = Decoded<typeof answer>;

/** Of a whisper: the room it is about, as it stood at a position of its log. */
export const about = object({ room: roomId, seq });
export type About = Decoded<typeof about>;

/** What was said elsewhere, by an agent or a person (`agent` is null); its author here only brought it. */
export const brought = object({
  agent: optional(text),
  engine: optional(oneOf('extractive', 'model')),
  model: optional(text),
  from: optional(text),
  at: optional(instant),
});
export type Brought = Decoded<typeof brought>;

export const redPacketStatus = oneOf('open', 'drawn', 'expired');
/** One share given out (weilu.protocol.RedPacketCard.Claim); without a member it went to somebody from outside. */
export const redPacketClaim = object({ member: optional(memberId), name: optional(text), coins: whole });
export type RedPacketClaim = Decoded<typeof redPacketClaim>;

/** A red packet as its message shows it (weilu.protocol.RedPacketCard). */
export const redPacketCard = object({
  id: redPacketId,
  kind: oneOf('lucky', 'equal', 'exclusive', 'passphrase', 'riddle'),
  amount: whole,
  count: whole,
  cover: text,
  expiresAt: instant,
  commitment: optional(text),
  to: optional(memberId),
  memberSince: optional(instant),
  hint: optional(text),
  claimed: withDefault(whole, 0),
  status: redPacketStatus,
  seed: optional(text),
  bestLuck: optional(memberId),
});
export type RedPacketCard = Decoded<typeof redPacketCard>;

/** What came of trying to open a red packet. */
export const redPacketOutcome = oneOf(
  'claimed', 'already_claimed', 'exhausted', 'expired', 'wrong_passphrase', 'not_for_you', 'not_member', 'muted', 'too_many_today',
);
export type RedPacketOutcome = Decoded<typeof redPacketOutcome>;

export const reaction = object({ emoji: text, members: list(memberId) });
export type Reaction = Decoded<typeof reaction>;

export const messageView = object({
  seq,
  at: instant,
  author: memberId,
  clientMessageId: optional(clientMessageId),
  body: withDefault(text, ''),
  quote: optional(seq),
  mentions: list(memberId),
  attachments: list(attachment),
  importedAs: optional(text),
  hops: withDefault(whole, 0),
  answer: optional(answer),
  editedAt: optional(instant),
  recalledBy: optional(memberId),
  pinned: withDefault(flag, false),
  reactions: list(reaction),
  about: optional(about),
  brought: optional(brought),
  redPacket: optional(redPacketCard),
});
export type MessageView = Decoded<typeof messageView>;

/** Why a request was refused (RFC 9457). Codes this client does not know are kept: it has general words for them. */
export const problem = object({
  status: withDefault(whole, 0),
  code: withDefault(text, 'internal'),
  detail: withDefault(text, ''),
  field: optional(text),
  retryAt: optional(instant),
});
export type Problem = Decoded<typeof problem>;

export const allowed = oneOf('all', 'local', 'none');
/** What may go to models was set otherwise for a room (weilu.protocol.RoomSnapshot.RuleChange). What stayed is null. */
export const ruleChange = object({ seq, at: instant, consent: optional(allowed), noStore: optional(flag), by: memberId });
export type RuleChange = Decoded<typeof ruleChange>;
