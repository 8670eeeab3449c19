import type { Decoded } from './decode';
import { flag, instant, list, object, optional, text, whole, withDefault } from './decode';
import { accountId, memberId, roomId } from './ids';
import { messageView, roomView } from './views';

/** What the HTTP API says about ways into a room. */
export const invitationPreview = object({
  room: roomId,
  name: text,
  picture: optional(text),
  members: whole,
  inviter: optional(text),
  guestsAllowed: withDefault(flag, false),
});
export type InvitationPreview = Decoded<typeof invitationPreview>;

export const invitation = object({
  id: whole,
  inviter: memberId,
  link: optional(text),
  phrase: optional(text),
  oneUse: withDefault(flag, false),
  guests: withDefault(flag, false),
  uses: withDefault(whole, 0),
  createdAt: instant,
  expiresAt: optional(instant),
  revoked: withDefault(flag, false),
});
export type Invitation = Decoded<typeof invitation>;
export const invitations = list(invitation);

export const joinRequests = list(
  object({ account: accountId, displayName: text, picture: optional(text), askedAt: instant }),
);
export type JoinRequest = Decoded<typeof joinRequests>[number];

export const directory = list(object({ room: roomView, members: whole, joined: withDefault(flag, false) }));
export type DirectoryEntry = Decoded<typeof directory>[number];

export const people = list(object({ account: accountId, displayName: text, picture: optional(text) }));
export type PersonView = Decoded<typeof people>[number];

export const reports = list(
  object({ message: messageView, voices: list(object({ member: memberId, reason: withDefault(text, ''), at: instant })) }),
);
export type Report = Decoded<typeof reports>[number];

export const blocks = list(object({ account: accountId, displayName: text, picture: optional(text), at: instant }));
export type Block = Decoded<typeof blocks>[number];

export const signIns = list(
  object({ id: whole, client: withDefault(text, ''), createdAt: instant, seenAt: instant, current: withDefault(flag, false) }),
);
export type SignInView = Decoded<typeof signIns>[number];
