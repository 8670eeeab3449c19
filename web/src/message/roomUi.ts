import { createContext, useContext } from 'react';
import type { AttachmentId, MemberId, Seq, TurnId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';

/** What is going on in the open room besides its log: what one is quoting, editing, looking at. */
export interface RoomUi {
  readonly quoting: MessageView | null;
  readonly editing: MessageView | null;
  /** Where the timeline is to go; the number makes going there twice possible. */
  readonly target: { seq: Seq; n: number } | null;
  readonly panel: Panel | null;
  /** The agent one asks on the side, or null. */
  readonly whisperTo: MemberId | null;
}

export type Panel =
  | { kind: 'actions'; message: MessageView }
  | { kind: 'emoji'; message: MessageView }
  | { kind: 'history'; message: MessageView }
  | { kind: 'recall'; message: MessageView }
  | { kind: 'report'; message: MessageView }
  | { kind: 'forward'; message: MessageView }
  | { kind: 'why'; message: MessageView }
  | { kind: 'again'; turn: TurnId }
  | { kind: 'viewer'; attachment: AttachmentId }
  | { kind: 'search' }
  | { kind: 'pins' }
  | { kind: 'details' }
  | { kind: 'invite' };

export type RoomUiAction =
  | { type: 'quote'; message: MessageView | null }
  | { type: 'edit'; message: MessageView | null }
  | { type: 'goTo'; seq: Seq }
  | { type: 'whisper'; agent: MemberId | null }
  | { type: 'show'; panel: Panel | null };

export const NOTHING_GOING_ON: RoomUi = { quoting: null, editing: null, target: null, panel: null, whisperTo: null };

export function reduceRoomUi(state: RoomUi, action: RoomUiAction): RoomUi {
  switch (action.type) {
    case 'quote':
      return { ...state, quoting: action.message, editing: null, panel: null };
    case 'edit':
      return { ...state, editing: action.message, quoting: null, panel: null };
    case 'goTo':
      return { ...state, target: { seq: action.seq, n: (state.target?.n ?? 0) + 1 } };
    case 'whisper':
      return { ...state, whisperTo: action.agent, quoting: null, editing: null };
    case 'show':
      return { ...state, panel: action.panel };
  }
}

interface RoomUiHandle {
  ui: RoomUi;
  act(action: RoomUiAction): void;
}

export const RoomUiContext = createContext<RoomUiHandle>({ ui: NOTHING_GOING_ON, act: () => undefined });

export function useRoomUi(): RoomUiHandle {
  return useContext(RoomUiContext);
}
