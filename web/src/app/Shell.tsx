import type { ReactNode } from 'react';
import { RoomList } from '../room/RoomList';
import { ConnectionLine } from './ConnectionLine';
import type { Route } from './routes';
import styles from './Shell.module.css';

/** Phone: the list or a screen. From 900 px: both. */
export function Shell({ route, children }: { route: Route; children: ReactNode }) {
  const atHome = route.screen === 'rooms';
  return (
    <main className={`${styles['shell']} ${atHome ? styles['home'] : styles['away']}`}>
      <div className={styles['list']}>
        <RoomList chosen={'room' in route ? route.room : null} />
      </div>
      <div className={styles['main']}>
        {children}
      </div>
      <ConnectionLine />
    </main>
  );
}
