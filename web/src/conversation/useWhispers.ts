import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from '../app/context';
import type { RoomState } from '../room/roomState';
import type { Whisper } from './conversationApi';
import { conversationApi } from './conversationApi';

export interface Whispers {
  readonly list: readonly Whisper[];
  /** The words of an answer on its way, by the question's place. */
  readonly live: ReadonlyMap<string, string>;
}

const NONE: Whispers = { list: [], live: new Map() };

export function placeOf(room: number, seq: number): string {
  return `${room}:${seq}`;
}

/** One's own whispers about this room, kept fresh by what is heard of the direct rooms they lie in. */
export function useWhispers(state: RoomState): Whispers {
  const client = useClient();
  const room = state.room.id;
  const group = state.room.kind === 'group';
  const [list, setList] = useState<readonly Whisper[]>(NONE.list);
  const [turns, setTurns] = useState<ReadonlyMap<string, { place: string; text: string }>>(new Map());
  const load = useCallback(() => {
    if (group) conversationApi.whispers(room).then((page) => setList(page.whispers), () => undefined);
  }, [room, group]);
  useEffect(load, [load]);
  useEffect(
    () =>
      client.onFrames((frame) => {
        if (frame.type === 'event') {
          const event = frame.event;
          const mine = event.type === 'messagePosted' && event.about?.room === room;
          if (mine || (frame.room === room && event.type === 'messageRecalled')) load();
        } else if (frame.type === 'turnStarted' && frame.room !== room) {
          setTurns((before) => new Map(before).set(frame.turn, { place: placeOf(frame.room, frame.trigger), text: '' }));
        } else if (frame.type === 'turnDelta' && frame.room !== room) {
          setTurns((before) => {
            const turn = before.get(frame.turn);
            return turn === undefined || frame.from !== turn.text.length ? before : new Map(before).set(frame.turn, { ...turn, text: turn.text + frame.text });
          });
        } else if (frame.type === 'turnEnded' && frame.room !== room) {
          setTurns((before) => new Map([...before].filter(([turn]) => turn !== frame.turn)));
        }
      }),
    [client, room, load],
  );
  return useMemo(() => ({ list, live: new Map([...turns.values()].map((turn) => [turn.place, turn.text])) }), [list, turns]);
}
