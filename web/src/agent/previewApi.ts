import { RefusedError, UnreachableError } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { list, object, oneOf, optional, text, whole } from '../protocol/decode';
import { problem } from '../protocol/views';
import type { Definition } from './agentApi';

const piece = object({
  words: optional(text),
  thinking: optional(text),
  end: optional(oneOf('completed', 'stopped', 'failed', 'refused', 'no_model')),
  model: optional(text),
  sources: optional(list(object({ file: text, page: optional(whole), text }))),
});
export type Piece = Decoded<typeof piece>;

export interface Line {
  mine: boolean;
  text: string;
}

/** Tries a definition that is not saved; hears the answer in pieces. Aborting the signal stops the model. */
export async function preview(definition: Definition, talk: Line[], hear: (piece: Piece) => void, signal: AbortSignal): Promise<void> {
  const response = await reach(definition, talk, signal);
  if (!response.ok || response.body === null) throw new RefusedError({ ...problem(await response.json()), status: response.status });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const events = (held + step.value).split('\n\n');
    held = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('data: ')) hear(piece(JSON.parse(event.slice('data: '.length))));
    }
  }
}

async function reach(definition: Definition, talk: Line[], signal: AbortSignal): Promise<Response> {
  try {
    return await fetch('/api/agent-previews', {
      method: 'POST',
      headers: { Accept: 'text/event-stream, application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ definition, talk }),
      credentials: 'same-origin',
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new UnreachableError(cause);
  }
}
