import { useEffect, useState } from 'react';
import { seatApi } from '../agent/agentApi';
import { useWords } from '../i18n/catalog';
import type { MemberView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import styles from './Chips.module.css';
import { conversationWords } from './words';

const SHOWN_MAX = 4;

/** What one might ask, in a conversation where nobody has asked yet. Choosing one writes it; sending stays with the person. */
export function Chips({ state, agent, onPick }: { state: RoomState; agent: MemberView; onPick(text: string): void }) {
  const asked = state.live.hasEarlier || state.live.messages.some((message) => message.author === state.me.member);
  return asked ? null : <Examples key={state.room.id} state={state} agent={agent} onPick={onPick} />;
}

/** The agent's own examples; what suits any agent when it has none. */
function Examples({ state, agent, onPick }: { state: RoomState; agent: MemberView; onPick(text: string): void }) {
  const words = useWords(conversationWords);
  const [own, setOwn] = useState<string[] | null>(null);
  const room = state.room.id;
  const member = agent.id;
  useEffect(() => {
    let gone = false;
    seatApi.list(room).then(
      (seats) => !gone && setOwn(seats.find((seat) => seat.member === member)?.card.examples ?? []),
      () => !gone && setOwn([]),
    );
    return () => {
      gone = true;
    };
  }, [room, member]);
  if (own === null) return null;
  const shown = own.length > 0 ? own.slice(0, SHOWN_MAX) : [words.chipPlan, words.chipWords, words.chipExplain];
  return (
    <ul className={styles['chips']} aria-label={words.examples}>
      {shown.map((chip) => (
        <li key={chip}>
          <button type="button" onClick={() => onPick(chip)}>
            {chip}
          </button>
        </li>
      ))}
    </ul>
  );
}
