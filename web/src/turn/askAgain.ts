import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import { wordsNow } from '../i18n/catalog';
import type { RoomId, TurnId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
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
  return state.live.messages.find((other) => other.quote === message.seq && other.answer !== null)?.answer?.turn ?? null;
}
