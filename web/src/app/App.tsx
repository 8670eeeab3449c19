import { Toasts } from '../design/Toast';
import type { Client } from './client';
import { ClientContext } from './context';
import { Notices } from './Notices';
import { Screens } from './Screens';

export function App({ client }: { client: Client }) {
  return (
    <ClientContext value={client}>
      <Screens />
      <Notices />
      <Toasts />
    </ClientContext>
  );
}
