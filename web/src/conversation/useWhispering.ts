import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import { messageApi } from '../message/messageApi';
import { useRoomUi } from '../message/roomUi';
import { newClientMessageId } from '../protocol/ids';
import type { AttachmentId, MemberId, RoomId } from '../protocol/ids';
import type { MemberView } from '../protocol/views';
import type { OutboxFile, RoomState } from '../room/roomState';
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
    /** Files go to the room of the two first, never to this one. Gives all back when it could not be sent. */
    send: (body: string, files: OutboxFile[], giveBack: (body: string, files: OutboxFile[]) => void) => {
      if (to === null) return;
      const agent = to.id;
      uploaded(state.room.id, agent, files)
        .then((attachments) => conversationApi.whisper(state.room.id, { clientMessageId: newClientMessageId(), agent, body, attachments }))
        .then((asked) => (client.store.get().rooms.entries.has(asked.room) ? undefined : client.loadRooms()))
        .catch((failure: unknown) => {
          giveBack(body, files);
          toast(explain(problemOf(failure).code), 'bad');
        });
    },
  };
}

async function uploaded(room: RoomId, agent: MemberId, files: OutboxFile[]): Promise<AttachmentId[]> {
  if (files.length === 0) return [];
  const place = await conversationApi.whisperPlace(room, agent);
  const ids: AttachmentId[] = [];
  for (const file of files) ids.push((await messageApi.upload(place.room, file, () => undefined)).id);
  return ids;
}

export type Whispering = ReturnType<typeof useWhispering>;
