import type { LiveTurn, OutboxItem } from '../room/roomState';
import type { MessageView } from '../protocol/views';

/** What the timeline shows, in order: messages, then one's own on their way, then answers being spoken. */
export type Row = MessageView | OutboxItem | LiveTurn;

export function isMessage(row: Row): row is MessageView {
  return 'reactions' in row;
}

export function isEcho(row: Row): row is OutboxItem {
  return 'createdAt' in row;
}

/** One's own message keeps its key when it turns from echo to message, so that it does not blink. */
export function keyOf(row: Row): string {
  if (isMessage(row)) return row.clientMessageId ?? `m${row.seq}`;
  return isEcho(row) ? row.clientMessageId : `t${row.turn}`;
}

export function rowsOf(messages: readonly MessageView[], echoes: readonly OutboxItem[], turns: Iterable<LiveTurn>): Row[] {
  return [...messages, ...echoes, ...turns];
}
