import { Suspense, lazy } from 'react';
import { Dialog } from '../design/Dialog';
import { useWords } from '../i18n/catalog';
import { never } from '../protocol/decode';
import RoomDetails from '../room/RoomDetails';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { EmojiPicker } from './EmojiPicker';
import { HistoryDialog } from './HistoryDialog';
import { MessageSheet } from './MessageSheet';
import { PinsDialog } from './PinsDialog';
import { RecallDialog } from './RecallDialog';
import type { Panel } from './roomUi';
import { useRoomUi } from './roomUi';

const SearchPanel = lazy(() => import('./SearchPanel'));
const InviteDialog = lazy(() => import('../room/InviteDialog'));
const ForwardDialog = lazy(() => import('./ForwardDialog'));
const ReportDialog = lazy(() => import('./ReportDialog'));
const AgainDialog = lazy(() => import('../turn/AgainDialog'));
const WhyDialog = lazy(() => import('../turn/WhyDialog'));
const Viewer = lazy(() => import('./Viewer'));

/** Whatever lies over the room: one thing at a time, and loaded when it is first wanted. */
export default function Panels({ state, panel }: { state: RoomState; panel: Panel }) {
  const words = useWords(actionWords);
  const { act } = useRoomUi();
  const close = () => act({ type: 'show', panel: null });
  return <Suspense>{view()}</Suspense>;

  function view() {
    switch (panel.kind) {
      case 'actions':
        return <MessageSheet state={state} message={panel.message} onClose={close} />;
      case 'emoji':
        return <EmojiPicker state={state} message={panel.message} onClose={close} />;
      case 'history':
        return <HistoryDialog state={state} message={panel.message} onClose={close} />;
      case 'recall':
        return <RecallDialog state={state} message={panel.message} onClose={close} />;
      case 'report':
        return <ReportDialog state={state} message={panel.message} onClose={close} />;
      case 'again':
        return <AgainDialog room={state.room.id} turn={panel.turn} onClose={close} />;
      case 'why':
        return <WhyDialog state={state} message={panel.message} onClose={close} />;
      case 'forward':
        return <ForwardDialog state={state} message={panel.message} onClose={close} />;
      case 'pins':
        return <PinsDialog state={state} onClose={close} />;
      case 'viewer':
        return <Viewer state={state} attachment={panel.attachment} onClose={close} />;
      case 'search':
        return <SearchPanel state={state} onClose={close} />;
      case 'details':
        return (
          <Dialog title={words.details} look="side" onClose={close}>
            <RoomDetails state={state} />
          </Dialog>
        );
      case 'invite':
        return <InviteDialog state={state} onClose={close} />;
      default:
        return never(panel);
    }
  }
}
