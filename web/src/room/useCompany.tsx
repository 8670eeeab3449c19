import { Ban, MessageCircle, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import type { MenuItem } from '../design/Menu';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { MemberView } from '../protocol/views';
import { keepApi } from './keepApi';
import { peopleWords } from './peopleWords';
import { roomApi } from './roomApi';
import type { RoomState } from './roomState';
import { useOpenDirect } from './useOpenDirect';

/** What everybody may do about another member: talk to them alone, or not want to. */
export function useCompany(state: RoomState): (member: MemberView) => MenuItem[] {
  const words = useWords(peopleWords);
  const client = useClient();
  const talk = useOpenDirect(keepApi.direct);
  const talkToAgent = useOpenDirect(roomApi.directWithAgent);
  const room = state.room.id;
  useEffect(() => {
    void client.loadBlocks(room);
  }, [client, room]);
  const setBlocked = async (member: MemberView, on: boolean) => {
    try {
      await roomApi.setBlocked(room, member.id, on);
      toast(on ? words.hasBlocked(member.displayName) : words.hasUnblocked(member.displayName));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
    await client.loadBlocks(room);
  };
  return (member) => {
    if (member.id === state.me.member) return [];
    const items: MenuItem[] = [];
    const direct = state.room.kind === 'direct';
    const blocked = state.blocks.mine.includes(member.id);
    if (!direct && !blocked && member.kind !== 'guest' && state.me.role !== 'guest') {
      const open = () => void (member.kind === 'agent' ? talkToAgent() : talk(room, member.id));
      items.push({ key: 'direct', label: words.direct, icon: <MessageCircle size={18} />, onChoose: open });
    }
    if (member.kind !== 'agent') {
      items.push(
        blocked
          ? { key: 'unblock', label: words.unblock, icon: <Undo2 size={18} />, onChoose: () => void setBlocked(member, false) }
          : { key: 'block', label: words.block, icon: <Ban size={18} />, danger: true, onChoose: () => void setBlocked(member, true) },
      );
    }
    return items;
  };
}
