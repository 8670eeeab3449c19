import { UsersRound } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { turnWords } from './turnWords';

const RoundTableDialog = lazy(() => import('./RoundTableDialog'));

/** 圆桌: in a room with several agents, a question to some of them at once. */
export function RoundTableButton({ state, text, onAsk }: { state: RoomState; text: string; onAsk(body: string): void }) {
  const words = useWords(turnWords);
  const [open, setOpen] = useState(false);
  const agents = [...state.members.values()].filter((member) => member.kind === 'agent' && member.present);
  if (state.room.kind !== 'group' || agents.length < 2) return null;
  return (
    <>
      <IconButton label={words.roundTable} onClick={() => setOpen(true)}>
        <UsersRound size={20} aria-hidden="true" />
      </IconButton>
      {open && (
        <Suspense>
          <RoundTableDialog
            agents={agents}
            text={text}
            onClose={() => setOpen(false)}
            onAsk={(body) => {
              setOpen(false);
              onAsk(body);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
