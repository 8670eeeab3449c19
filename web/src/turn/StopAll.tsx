import { Square } from 'lucide-react';
import { useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { turnApi } from './turnApi';
import { turnWords } from './turnWords';

/** Ends everything that agents do in this room; there while they do something. */
export function StopAll({ state }: { state: RoomState }) {
  const words = useWords(turnWords);
  const [busy, setBusy] = useState(false);
  if (state.turns.size === 0 || state.me.role === 'guest' || state.room.kind !== 'group') return null;
  const stop = async () => {
    setBusy(true);
    try {
      await turnApi.stopAll(state.room.id);
      toast(words.stoppedAll);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
    setBusy(false);
  };
  return (
    <Button size="small" busy={busy} icon={<Square size={12} aria-hidden="true" />} onClick={() => void stop()}>
      {words.stopAll}
    </Button>
  );
}
