import { UsersRound } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useWords } from '../i18n/catalog';
import type { PlusEntry } from '../message/PlusButton';
import type { PlusPlace } from '../message/usePlus';
import { turnWords } from './turnWords';

const RoundTableDialog = lazy(() => import('./RoundTableDialog'));

/** 圆桌: in a room with several agents, a question to some of them at once. */
export function useRoundTable({ state, text, whispering, send }: PlusPlace): PlusEntry | null {
  const words = useWords(turnWords);
  const [open, setOpen] = useState(false);
  const agents = [...state.members.values()].filter((member) => member.kind === 'agent' && member.present);
  if (state.room.kind !== 'group' || agents.length < 2 || whispering.to !== null) return null;
  return {
    key: 'roundTable',
    label: words.roundTable,
    icon: <UsersRound size={18} aria-hidden="true" />,
    open: () => setOpen(true),
    over: open && (
      <Suspense>
        <RoundTableDialog
          agents={agents}
          text={text}
          onClose={() => setOpen(false)}
          onAsk={(body) => {
            setOpen(false);
            send(body);
          }}
        />
      </Suspense>
    ),
  };
}
