import { dayNumber } from '../i18n/format';
import type { MessageView } from '../protocol/views';

const TOGETHER_MILLIS = 5 * 60_000;

export interface Standing {
  /** First of its day: a line with the date goes before it. */
  newDay: boolean;
  /** First of a run by one author: name and picture are shown. */
  first: boolean;
  /** Last of its run: time and read marks are shown. */
  last: boolean;
}

/** How a message stands among its neighbours; computed for the rows on the screen only. */
export function standing(messages: readonly MessageView[], index: number): Standing {
  const message = messages[index];
  if (message === undefined) return { newDay: false, first: true, last: true };
  const before = messages[index - 1];
  const after = messages[index + 1];
  const newDay = before === undefined || dayNumber(before.at) !== dayNumber(message.at);
  return {
    newDay,
    first: newDay || before === undefined || !together(before, message),
    last: after === undefined || dayNumber(after.at) !== dayNumber(message.at) || !together(message, after),
  };
}

function together(one: MessageView, next: MessageView): boolean {
  return (
    one.author === next.author &&
    one.importedAs === next.importedAs &&
    one.recalledBy === null &&
    next.recalledBy === null &&
    Math.abs(next.at - one.at) < TOGETHER_MILLIS
  );
}
