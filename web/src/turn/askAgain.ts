import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import { wordsNow } from '../i18n/catalog';
import type { RoomId, TurnId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import { counterpart } from '../room/RoomHeader';
import type { RoomState } from '../room/roomState';
import { turnApi } from './turnApi';
import { turnWords } from './turnWords';

/** Asks the agent about the same message again; the answer comes by the log. */
export async function askAgain(room: RoomId, turn: TurnId, beside: boolean, model: number | null = null): Promise<void> {
  try {
    await turnApi.again(room, turn, beside, model);
    toast(wordsNow(turnWords).asked);
  } catch (failure) {
    toast(explain(problemOf(failure).code), 'bad');
  }
}

/** The turn to ask again for a message: an agent's own, or the first that answered a person. */
export function turnToAskAgain(state: RoomState, message: MessageView): TurnId | null {
  if (message.answer !== null) return message.answer.kind === 'greeting' ? null : message.answer.turn;
  if (message.editedAt === null || message.author !== state.me.member) return null;
  return turnOf(state, message);
}

/** Who edits the last question of a conversation with an agent asks it anew, also while it is being answered: the turn, or null. */
export function asksAnew(state: RoomState, message: MessageView): TurnId | null {
  const last = state.live.messages.findLast((other) => other.author === state.me.member && other.recalledBy === null);
  return counterpart(state)?.kind === 'agent' && last?.seq === message.seq ? (turnOf(state, message) ?? turnUnderWay(state, message)) : null;
}

/** The turn that answered a message first: by its quote, and where two talk alone by standing after it. */
function turnOf(state: RoomState, message: MessageView): TurnId | null {
  const alone = counterpart(state) !== null;
  for (const other of state.live.messages) {
    if (other.seq <= message.seq) continue;
    if (alone && other.author === message.author) return null;
    if (other.answer === null || other.answer.kind === 'greeting' || other.about !== null) continue;
    if (alone || other.quote === message.seq) return other.answer.replaces ?? other.answer.turn;
  }
  return null;
}

function turnUnderWay(state: RoomState, message: MessageView): TurnId | null {
  return [...state.turns.values()].find((turn) => turn.trigger === message.seq)?.turn ?? null;
}

/** Whether a later answer to the same question stands in the place of this one. */
export function isReplaced(messages: readonly MessageView[], message: MessageView): boolean {
  const { answer } = message;
  if (answer === null) return false;
  const question = answer.replaces ?? answer.turn;
  // The first is replaced even by one that stands before it: it was stopped while both were under way.
  const first = answer.replaces === null;
  return messages.some((other) => (first || other.seq > message.seq) && other.recalledBy === null && other.answer?.replaces === question);
}
