import styles from './Spinner.module.css';

/** Three embers taking turns to glow. */
export function Spinner({ small = false, label }: { small?: boolean; label?: string }) {
  return (
    <span className={`${styles['spinner']} ${small ? styles['small'] : ''}`} role={label ? 'status' : undefined}>
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      {label && <span className="seen-by-readers-only">{label}</span>}
    </span>
  );
}

/** `share` from 0 to 1; null while it is not known. */
export function Progress({ share, label }: { share: number | null; label: string }) {
  return <progress className={styles['progress']} aria-label={label} max={1} {...(share === null ? {} : { value: share })} />;
}
