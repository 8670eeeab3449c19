import type { MemberId } from '../protocol/ids';
import type { MemberView, MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { wordsNow } from '../i18n/catalog';
import { messageWords } from './words';

/** The author's name as it is shown: the imported one, else the member's. */
export function nameOf(state: RoomState, message: MessageView): string {
  return message.importedAs ?? memberName(state, message.author);
}

export function memberName(state: RoomState, id: MemberId): string {
  return state.members.get(id)?.displayName ?? wordsNow(messageWords).somebody;
}

/** One line that stands for the message in lists, quotes and notifications. */
export function oneLine(message: Pick<MessageView, 'body' | 'attachments'>): string {
  const words = wordsNow(messageWords);
  const text = message.body.replace(/```[^\n]*\n?|[*_~`>#]+(?=\S)|(?<=\S)[*_~`]+/g, '').replace(/\s+/g, ' ').trim();
  if (text !== '') return text;
  const first = message.attachments[0];
  if (first === undefined) return '';
  if (first.kind === 'picture') return words.picture;
  return first.kind === 'voice' ? words.voice : words.file(first.name);
}

/** One to three emoji and nothing else: shown large. */
export function isOnlyEmoji(body: string): boolean {
  return body.length <= 24 && /^(\p{RGI_Emoji}\s*){1,3}$/v.test(body.trim());
}

export function readers(state: RoomState, message: MessageView): { read: number; all: boolean } {
  const others = [...state.members.values()].filter((member) => counts(member, state.me.member));
  const read = others.filter((member) => (state.reads.get(member.id) ?? 0) >= message.seq).length;
  return { read, all: others.length > 0 && read === others.length };
}

function counts(member: MemberView, me: MemberId): boolean {
  return member.present && member.kind !== 'agent' && member.id !== me;
}
