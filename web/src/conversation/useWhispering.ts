import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import { useRoomUi } from '../message/roomUi';
import { newClientMessageId } from '../protocol/ids';
import type { MemberId } from '../protocol/ids';
import type { MemberView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { conversationApi } from './conversationApi';

/** Asking an agent of this room on the side: whom, how to begin and end, and how to send. */
export function useWhispering(state: RoomState) {
  const client = useClient();
  const { ui, act } = useRoomUi();
  const agents = state.room.kind === 'group' ? [...state.members.values()].filter((member) => member.kind === 'agent' && member.present) : [];
  const to: MemberView | null = agents.find((agent) => agent.id === ui.whisperTo) ?? null;
  return {
    agents,
    to,
    begin: (mentioned: MemberId[]) => act({ type: 'whisper', agent: agents.find((agent) => mentioned.includes(agent.id))?.id ?? agents[0]?.id ?? null }),
    end: () => act({ type: 'whisper', agent: null }),
    /** Gives the words back when they could not be sent. */
    send: (body: string, giveBack: (body: string) => void) => {
      if (to === null) return;
      conversationApi
        .whisper(state.room.id, { clientMessageId: newClientMessageId(), agent: to.id, body })
        .then((asked) => (client.store.get().rooms.entries.has(asked.room) ? undefined : client.loadRooms()))
        .catch((failure: unknown) => {
          giveBack(body);
          toast(explain(problemOf(failure).code), 'bad');
        });
    },
  };
}

export type Whispering = ReturnType<typeof useWhispering>;
