import type { Decoded } from './decode';
import { flag, list, object, oneOf, optional, text, whole, withDefault } from './decode';
import { accountId, memberId, seq } from './ids';
import { memberView, messageView, roomView, ruleChange } from './views';

/** Bodies of the HTTP API that are not views of a room. */
export const serverInfo = object({
  name: withDefault(text, 'Weilu'),
  signUp: oneOf('open', 'invitation', 'closed'),
  setupNeeded: withDefault(flag, false),
  modelConfigured: withDefault(flag, false),
  version: withDefault(text, ''),
  limits: withDefault(
    object({
      bodyCharacters: withDefault(whole, 10_000),
      uploadBytes: withDefault(whole, 20 * 1024 * 1024),
    }),
    { bodyCharacters: 10_000, uploadBytes: 20 * 1024 * 1024 },
  ),
});
export type ServerInfo = Decoded<typeof serverInfo>;

export const me = object({
  account: accountId,
  kind: oneOf('person', 'guest'),
  name: optional(text),
  displayName: text,
  picture: optional(text),
  language: withDefault(text, 'zh-CN'),
  timeZone: withDefault(text, 'Asia/Shanghai'),
  serverAdmin: withDefault(flag, false),
  hasPassword: withDefault(flag, false),
  passkeys: withDefault(whole, 0),
});
export type Me = Decoded<typeof me>;

export const notify = oneOf('all', 'mentions', 'none');
export type Notify = Decoded<typeof notify>;

export const mine = object({
  member: memberId,
  role: oneOf('guest', 'member', 'admin', 'owner'),
  notify: withDefault(notify, 'all' as const),
  readSeq: seq,
});
export type Mine = Decoded<typeof mine>;

export const roomEntry = object({
  room: roomView,
  me: mine,
  headSeq: seq,
  unread: withDefault(whole, 0),
  mentions: withDefault(whole, 0),
  last: optional(messageView),
  lastAuthorName: optional(text),
  counterpart: optional(memberView),
});
export type RoomEntry = Decoded<typeof roomEntry>;

export const roomList = object({ rooms: list(roomEntry) });

export const roomSnapshot = object({
  room: roomView,
  me: mine,
  members: list(memberView),
  seq,
  messages: list(messageView),
  hasEarlier: withDefault(flag, false),
  pinned: list(messageView),
  online: list(memberId),
  reads: list(object({ member: memberId, seq })),
  rules: withDefault(list(ruleChange), []),
});
export type RoomSnapshot = Decoded<typeof roomSnapshot>;

/** Whom of a room one has blocked; `silenced`: in a direct room one of the two has blocked the other. */
export const roomBlocks = object({ mine: list(memberId), silenced: withDefault(flag, false) });
export type RoomBlocks = Decoded<typeof roomBlocks>;

export const messagePage = object({
  messages: list(messageView),
  hasEarlier: withDefault(flag, false),
  hasLater: withDefault(flag, false),
});
export type MessagePage = Decoded<typeof messagePage>;

export const searchPage = object({
  hits: list(object({ message: messageView, highlights: list(list(whole)) })),
  hasMore: withDefault(flag, false),
});
export type SearchPage = Decoded<typeof searchPage>;
export type SearchHit = SearchPage['hits'][number];

export const bodyHistory = list(object({ body: text, at: (value: unknown) => Date.parse(String(value)) }));
