import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../i18n/catalog';
import { IconButton } from './Button';
import styles from './Dialog.module.css';
import { designWords } from './words';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  /** `sheet` slides up from the foot on a phone; `side` is a panel at the edge; `bare` has no header of its own. */
  look?: 'card' | 'sheet' | 'side' | 'bare';
}

/** Where the focus begins: at the field marked so, else at the first thing of the content rather than at “close”. */
function firstOf(dialog: HTMLDialogElement): HTMLElement | null {
  return dialog.querySelector<HTMLElement>('[data-first]') ?? dialog.querySelector<HTMLElement>('[data-content] :is(input, textarea, select, button, a)');
}

/** Where the focus goes back to: what had it, or, should that be gone by then, what it stood in. */
function waysBack(from: Element | null): HTMLElement[] {
  const ways: HTMLElement[] = [];
  for (let at = from; at !== null && at !== document.body; at = at.parentElement) {
    if (at instanceof HTMLElement && (at === from || at.hasAttribute('tabindex'))) ways.push(at);
  }
  return ways;
}

/** A modal dialog. The browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions, look = 'sheet' }: DialogProps) {
  const words = useWords(designWords);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    const ways = waysBack(document.activeElement);
    dialog.showModal();
    firstOf(dialog)?.focus();
    return () => {
      dialog.close();
      ways.find((way) => way.isConnected)?.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`${styles['dialog']} ${styles[look]}`}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => event.target === ref.current && onClose()}
    >
      <div className={styles['body']}>
        <header className={look === 'bare' ? 'seen-by-readers-only' : styles['head']}>
          <h2 id={`${id}-title`}>{title}</h2>
          {look !== 'bare' && (
            <IconButton label={words.close} onClick={onClose}>
              <X size={20} aria-hidden="true" />
            </IconButton>
          )}
        </header>
        <div className={styles['content']} data-content>{children}</div>
        {actions && <footer className={styles['actions']}>{actions}</footer>}
      </div>
    </dialog>
  );
}
