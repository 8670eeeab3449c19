import { never } from '../protocol/decode';
import type { ServerFrame } from '../protocol/frames';
import type { RoomId } from '../protocol/ids';
import type { OutboxItem } from '../room/roomState';

export type OutboxView = ReadonlyMap<RoomId, readonly OutboxItem[]>;

export type OutboxAction =
  | { type: 'outboxLoaded'; items: OutboxItem[] }
  | { type: 'outboxPut'; item: OutboxItem }
  | { type: 'outboxRemoved'; room: RoomId; clientMessageId: string };

type Action = OutboxAction | { type: 'frame'; frame: ServerFrame };

/** What of one's own is still on its way, per room, oldest first: the local echo. */
export function reduceOutbox(state: OutboxView, action: Action): OutboxView {
  switch (action.type) {
    case 'outboxLoaded':
      return action.items
        .toSorted((one, other) => one.createdAt - other.createdAt)
        .reduce<OutboxView>((view, item) => put(view, item), new Map());
    case 'outboxPut':
      return put(state, action.item);
    case 'outboxRemoved':
      return remove(state, action.room, action.clientMessageId);
    case 'frame':
      return applyFrame(state, action.frame);
    default:
      return never(action);
  }
}

/** Once the message itself has come by the log its echo goes. */
function applyFrame(state: OutboxView, frame: ServerFrame): OutboxView {
  if (frame.type !== 'event' || frame.event.type !== 'messagePosted') return state;
  const id = frame.event.clientMessageId;
  return id === null ? state : remove(state, frame.room, id);
}

function put(state: OutboxView, item: OutboxItem): OutboxView {
  const items = state.get(item.room) ?? [];
  const index = items.findIndex((other) => other.clientMessageId === item.clientMessageId);
  return new Map(state).set(item.room, index < 0 ? [...items, item] : items.with(index, item));
}

function remove(state: OutboxView, room: RoomId, clientMessageId: string): OutboxView {
  const items = state.get(room) ?? [];
  const kept = items.filter((item) => item.clientMessageId !== clientMessageId);
  return kept.length === items.length ? state : new Map(state).set(room, kept);
}
