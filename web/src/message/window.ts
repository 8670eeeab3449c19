import type { Seq } from '../protocol/ids';
import type { MessageView } from '../protocol/views';

/** A run of messages without holes, in seq order; what lies before and after is still on the server. */
export interface MessageWindow {
  readonly messages: readonly MessageView[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

export const EMPTY_WINDOW: MessageWindow = { messages: [], hasEarlier: false, hasLater: false };

/** The index of the message, or of the first one after it. */
export function indexAt(messages: readonly MessageView[], wanted: Seq): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = messages[middle];
    if (candidate !== undefined && candidate.seq < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function find(window: MessageWindow, wanted: Seq): MessageView | undefined {
  const candidate = window.messages[indexAt(window.messages, wanted)];
  return candidate?.seq === wanted ? candidate : undefined;
}

/** Changes one message if it is in the window; returns the same window when it is not. */
export function update(window: MessageWindow, wanted: Seq, change: (message: MessageView) => MessageView): MessageWindow {
  const index = indexAt(window.messages, wanted);
  const current = window.messages[index];
  if (current?.seq !== wanted) return window;
  const changed = change(current);
  return changed === current ? window : { ...window, messages: window.messages.with(index, changed) };
}

/** Changes every message; returns the same window when the change leaves each as it is. */
export function updateAll(window: MessageWindow, change: (message: MessageView) => MessageView): MessageWindow {
  const messages = window.messages.map(change);
  return messages.every((message, index) => message === window.messages[index]) ? window : { ...window, messages };
}

/** Adds a newly posted message; a window that has later messages on the server leaves it to them. */
export function append(window: MessageWindow, message: MessageView): MessageWindow {
  const last = window.messages.at(-1);
  if (window.hasLater || (last !== undefined && last.seq >= message.seq)) return window;
  return { ...window, messages: [...window.messages, message] };
}

/** Puts a page that ends where this window begins before it; repeats are left out. */
export function addEarlier(window: MessageWindow, page: MessageWindow): MessageWindow {
  const first = window.messages[0];
  const earlier = first === undefined ? page.messages : page.messages.filter((message) => message.seq < first.seq);
  return { ...window, messages: [...earlier, ...window.messages], hasEarlier: page.hasEarlier };
}

export function addLater(window: MessageWindow, page: MessageWindow): MessageWindow {
  const last = window.messages.at(-1);
  const later = last === undefined ? page.messages : page.messages.filter((message) => message.seq > last.seq);
  return { ...window, messages: [...window.messages, ...later], hasLater: page.hasLater };
}

/** Joins an older window to the live one once they meet; null while there may be messages between them. */
export function join(older: MessageWindow, live: MessageWindow): MessageWindow | null {
  const first = live.messages[0];
  const last = older.messages.at(-1);
  if (first === undefined || last === undefined) return older.hasLater ? null : older;
  if (older.hasLater && last.seq < first.seq) return null;
  const kept = older.messages.filter((message) => message.seq < first.seq);
  return { messages: [...kept, ...live.messages], hasEarlier: older.hasEarlier, hasLater: live.hasLater };
}
