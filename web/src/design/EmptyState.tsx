import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Mark } from './Mark';

/** What a screen shows while there is nothing on it: what it is for, and the way to begin. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <span className={styles['fire']}>
        <Mark size={88} />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
