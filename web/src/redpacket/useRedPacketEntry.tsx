import { Gift } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useWords } from '../i18n/catalog';
import type { PlusEntry } from '../message/PlusButton';
import type { PlusPlace } from '../message/usePlus';
import { redPacketWords } from './words';

const SendDialog = lazy(() => import('./SendDialog'));

/** 红包: for people with an account, in rooms that are alive. */
export function useRedPacketEntry({ state, whispering }: PlusPlace): PlusEntry | null {
  const words = useWords(redPacketWords);
  const [open, setOpen] = useState(false);
  if (state.me.role === 'guest' || state.room.archived || whispering.to !== null) return null;
  return {
    key: 'redPacket',
    label: words.redPacket,
    icon: <Gift size={18} aria-hidden="true" />,
    open: () => setOpen(true),
    over: open && (
      <Suspense>
        <SendDialog state={state} onClose={() => setOpen(false)} />
      </Suspense>
    ),
  };
}
