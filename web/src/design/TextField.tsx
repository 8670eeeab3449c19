import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import styles from './TextField.module.css';

interface Labelled {
  label: string;
  /** Why the value was refused; read aloud with the field. */
  error?: string | null;
  hint?: ReactNode;
}

type TextFieldProps = Labelled & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, error, hint, autoFocus, ...input }: TextFieldProps) {
  const id = useId();
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} autoFocus={autoFocus} data-first={autoFocus || undefined} aria-invalid={error ? true : undefined} aria-describedby={note} />
      <Note id={note} error={error} hint={hint} />
    </div>
  );
}

type TextAreaProps = Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextArea({ label, error, hint, ...area }: TextAreaProps) {
  const id = useId();
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={3} {...area} aria-invalid={error ? true : undefined} aria-describedby={note} />
      <Note id={note} error={error} hint={hint} />
    </div>
  );
}

interface SelectProps<T extends string> extends Labelled {
  value: T;
  options: { value: T; label: string }[];
  onChange(value: T): void;
  disabled?: boolean;
}

export function Select<T extends string>({ label, error, hint, value, options, onChange, disabled }: SelectProps<T>) {
  const id = useId();
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={disabled} aria-invalid={error ? true : undefined} aria-describedby={note} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Note id={note} error={error} hint={hint} />
    </div>
  );
}

interface ToggleProps {
  label: string;
  hint?: string;
  /** Why it cannot be on; read aloud with it. */
  error?: string | null;
  on: boolean;
  onChange(on: boolean): void;
  disabled?: boolean;
}

export function Toggle({ label, hint, error, on, onChange, disabled }: ToggleProps) {
  const id = useId();
  const note = error ? `${id}-note` : undefined;
  const toggle = (
    <div className={styles['toggle']}>
      <label htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      <input id={id} type="checkbox" role="switch" checked={on} disabled={disabled} aria-invalid={error ? true : undefined} aria-describedby={note} onChange={(event) => onChange(event.target.checked)} />
    </div>
  );
  return note === undefined ? (
    toggle
  ) : (
    <div className={styles['field']}>
      {toggle}
      <Note id={note} error={error} />
    </div>
  );
}

function Note({ id, error, hint }: { id: string | undefined; error?: string | null; hint?: ReactNode }) {
  if (id === undefined) return null;
  return (
    <p id={id} className={error ? styles['error'] : styles['hint']} role={error ? 'alert' : undefined}>
      {error || hint}
    </p>
  );
}
