import type { FrameOf } from '../protocol/frames';
import { findMessage } from './roomReducer';
import type { RoomState } from './roomState';

/**
 * Whether the event speaks to the reader: a mention, a quote of their words, an edit that newly mentions them. Asked before
 * the event is applied; of a message that is not at hand nothing is known.
 */
export function speaksToMe(open: RoomState, event: FrameOf<'event'>['event']): boolean {
  const me = open.me.member;
  if (event.type === 'messagePosted') {
    if (event.author === me || event.importedAs !== null || event.recalled) return false;
    if (event.mentions.includes(me)) return true;
    const quoted = event.quote === null ? null : findMessage(open, event.quote);
    return quoted?.author === me && quoted.importedAs === null;
  }
  if (event.type === 'messageEdited') {
    const before = findMessage(open, event.message);
    return event.mentions.includes(me) && before?.author !== me && before?.mentions.includes(me) === false;
  }
  return false;
}
