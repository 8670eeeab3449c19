import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { Spinner } from './Spinner';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'soft' | 'plain' | 'danger';
  size?: 'medium' | 'small';
  /** Shows that the action is under way; the button cannot be pressed again meanwhile. */
  busy?: boolean;
  icon?: ReactNode;
  wide?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'soft', size = 'medium', busy = false, icon, wide, children, ...rest }: ButtonProps) {
  const names = [styles['button'], styles[look], styles[size], wide ? styles['wide'] : ''].join(' ');
  return (
    <button type="button" {...rest} className={`${names} ${rest.className ?? ''}`} disabled={rest.disabled || busy} aria-busy={busy || undefined}>
      {busy ? <Spinner small /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does; read aloud and shown on hover. */
  label: string;
  look?: 'plain' | 'primary' | 'soft';
  size?: 'medium' | 'small';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, look = 'plain', size = 'medium', children, className, ...rest }: IconButtonProps) {
  const names = [styles['icon'], styles[look], styles[`icon-${size}`], className ?? ''].join(' ');
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={names}>
      {children}
    </button>
  );
}
