import { branded, text, whole } from './decode';

declare const brand: unique symbol;
type Id<Plain, Name extends string> = Plain & { readonly [brand]: Name };

export type AccountId = Id<number, 'account'>;
export type RoomId = Id<number, 'room'>;
export type MemberId = Id<number, 'member'>;
/** A position in a room's log; a message's seq is its id. */
export type Seq = Id<number, 'seq'>;
export type TurnId = Id<string, 'turn'>;
export type ToolCallId = Id<string, 'toolCall'>;
export type ClientMessageId = Id<string, 'clientMessage'>;
/** A red packet's ten-digit number. */
export type RedPacketId = Id<number, 'redPacket'>;
export type AttachmentId = Id<string, 'attachment'>;

export const accountId = branded<AccountId>(whole);
export const roomId = branded<RoomId>(whole);
export const memberId = branded<MemberId>(whole);
export const seq = branded<Seq>(whole);
export const turnId = branded<TurnId>(text);
export const toolCallId = branded<ToolCallId>(text);
export const clientMessageId = branded<ClientMessageId>(text);
export const redPacketId = branded<RedPacketId>(whole);
export const attachmentId = branded<AttachmentId>(text);

export const SEQ_START = 0 as Seq;

export function newClientMessageId(): ClientMessageId {
  return uuid() as ClientMessageId;
}

/** `crypto.randomUUID` exists on https and localhost only; a home server is often plain http on the local network. */
function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
