import { useWhisperEntry } from '../conversation/useWhisperEntry';
import type { Whispering } from '../conversation/useWhispering';
import { useRedPacketEntry } from '../redpacket/useRedPacketEntry';
import type { RoomState } from '../room/roomState';
import { useRoundTable } from '../turn/useRoundTable';
import type { PlusEntry } from './PlusButton';
import { useAttaching } from './useAttaching';
import type { DraftFilesHandle } from './useDraftFiles';

/** What a feature is given to offer its entry: where one writes, what one has written, and how to send. */
export interface PlusPlace {
  state: RoomState;
  text: string;
  files: DraftFilesHandle;
  whispering: Whispering;
  send(body: string): void;
}

/** What "+" offers here, in this order. A feature adds one line: a hook that gives its entry, or null where it has none. */
export function usePlus(place: PlusPlace): PlusEntry[] {
  const entries = [
    useAttaching(place.files),
    useWhisperEntry(place),
    useRoundTable(place),
    useRedPacketEntry(place),
  ];
  return entries.filter((entry) => entry !== null);
}
