import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import { wordsNow } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { copied, toClipboard } from './aiMark';
import { messageApi } from './messageApi';
import { useRoomUi } from './roomUi';

export interface MessageActions {
  may: { edit: boolean; forward: boolean; recall: boolean; pin: boolean; speak: boolean; report: boolean };
  react(emoji: string): void;
  quote(): void;
  copy(): void;
  edit(): void;
  forward(): void;
  pin(): void;
  recall(): void;
  report(): void;
}

/** What the reader may do with a message; the server decides again. */
export function useMessageActions(state: RoomState, message: MessageView): MessageActions {
  const { act } = useRoomUi();
  const room = state.room.id;
  const me = state.me.member;
  const admin = state.me.role === 'owner' || state.me.role === 'admin';
  const mine = message.author === me && message.importedAs === null;
  const speak = maySpeak(state);
  const attempt = (work: Promise<unknown>) => void work.catch((failure: unknown) => toast(explain(problemOf(failure).code), 'bad'));
  return {
    may: { edit: mine && speak && message.brought === null, forward: mayForward(state, message), recall: mine || admin, pin: speak && state.me.role !== 'guest', speak, report: message.author !== me && state.room.kind === 'group' },
    react: (emoji) => {
      const on = !message.reactions.some((reaction) => reaction.emoji === emoji && reaction.members.includes(me));
      attempt(messageApi.react(room, message.seq, emoji, on));
      act({ type: 'show', panel: null });
    },
    quote: () => {
      act({ type: 'quote', message });
      focusComposer();
    },
    copy: () => {
      act({ type: 'show', panel: null });
      if (navigator.clipboard !== undefined) void toClipboard(copied(message)).then(() => toast(wordsNow(actionWords).copied));
    },
    edit: () => {
      act({ type: 'edit', message });
      focusComposer();
    },
    forward: () => act({ type: 'show', panel: { kind: 'forward', message } }),
    pin: () => {
      act({ type: 'show', panel: null });
      attempt(messageApi.pin(room, message.seq, !message.pinned));
    },
    recall: () => act({ type: 'show', panel: { kind: 'recall', message } }),
    report: () => act({ type: 'show', panel: { kind: 'report', message } }),
  };
}

/** A whisper is for one alone, and some rooms keep their words. */
function mayForward(state: RoomState, message: MessageView): boolean {
  const kept = state.room.staysHere || state.rules.at(-1)?.noStore === true || state.me.role === 'guest';
  return !kept && message.about === null && message.recalledBy === null && (message.body !== '' || message.attachments.length > 0);
}

export function maySpeak(state: RoomState): boolean {
  if (state.room.archived || state.blocks.silenced) return false;
  const until = state.members.get(state.me.member)?.mutedUntil ?? null;
  return until === null || until <= Date.now();
}

export function focusComposer(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-composer]')?.focus());
}
