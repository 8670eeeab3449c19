import styles from './FormError.module.css';

/** What is wrong with a form as a whole. */
export function FormError({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className={styles['error']} role="alert">
      {text}
    </p>
  );
}
