import type { Definition } from './agentApi';
import { NEW } from './agentApi';

/** What a new agent begins from: chosen on one screen, taken up by the next. */
let beginning: Definition | null = null;

export function begin(from: Definition | null): void {
  beginning = from ?? NEW;
}

/** Null when the builder was opened by itself: then what is kept in this browser goes on. */
export function takeBeginning(): Definition | null {
  const taken = beginning;
  beginning = null;
  return taken;
}
