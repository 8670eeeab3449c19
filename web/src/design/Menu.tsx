import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  key: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  /** For choices: shown with a mark, read as checked. */
  chosen?: boolean;
  disabled?: boolean;
  onChoose(): void;
}

interface MenuProps {
  label: string;
  items: MenuItem[];
  /** The button that opens it: gets the props it must spread. */
  trigger(props: TriggerProps): ReactElement;
  align?: 'start' | 'end';
}

export interface TriggerProps {
  id: string;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick(): void;
}

/** A menu button: arrow keys, Home, End, first letters, Escape; closes when the focus leaves. */
export function Menu({ label, items, trigger, align = 'end' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const close = (giveBack: boolean) => {
    setOpen(false);
    if (giveBack) document.getElementById(id)?.focus();
  };
  return (
    <>
      {trigger({ id, 'aria-haspopup': 'menu', 'aria-expanded': open, onClick: () => setOpen(!open) })}
      {open && <MenuList label={label} items={items} anchor={id} align={align} onClose={close} />}
    </>
  );
}

interface MenuListProps {
  label: string;
  items: MenuItem[];
  anchor: string;
  align: 'start' | 'end';
  onClose(giveBack: boolean): void;
}

function MenuList({ label, items, anchor, align, onClose }: MenuListProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const list = ref.current;
    const button = document.getElementById(anchor);
    if (list === null || button === null) return;
    list.showPopover();
    place(list, button, align);
    entries(list)[0]?.focus();
  }, [anchor, align]);
  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && !document.getElementById(anchor)?.contains(target)) onClose(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });
  return (
    <div
      ref={ref}
      role="menu"
      aria-label={label}
      popover="manual"
      className={styles['menu']}
      onKeyDown={(event) => onKey(event, ref.current, onClose)}
      onBlur={(event) => event.relatedTarget !== null && !ref.current?.contains(event.relatedTarget) && onClose(false)}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.chosen}
          tabIndex={-1}
          disabled={item.disabled}
          className={item.danger ? styles['danger'] : ''}
          onClick={() => {
            onClose(true);
            item.onChoose();
          }}
        >
          <span className={styles['icon']}>{item.icon}</span>
          <span>{item.label}</span>
          {item.chosen && <span aria-hidden="true">✓</span>}
        </button>
      ))}
    </div>
  );
}

function entries(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
}

function onKey(event: KeyboardEvent, list: HTMLElement | null, onClose: (giveBack: boolean) => void): void {
  if (list === null) return;
  const all = entries(list);
  const at = all.findIndex((entry) => entry === document.activeElement);
  const goal = goalOf(event.key, at, all);
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    onClose(true);
  } else if (goal !== undefined) {
    event.preventDefault();
    goal.focus();
  }
}

function goalOf(key: string, at: number, all: HTMLButtonElement[]): HTMLButtonElement | undefined {
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all.at(at - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const rotated = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return rotated.find((entry) => entry.textContent.toLowerCase().startsWith(key.toLowerCase()));
}

/** Below the button, or above it where there is no room; never over the edge of the screen. */
function place(list: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const gap = 6;
  const edge = 8;
  const from = button.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = from.bottom + gap + size.height <= innerHeight - edge;
  const top = below ? from.bottom + gap : Math.max(edge, from.top - gap - size.height);
  const wanted = align === 'end' ? from.right - size.width : from.left;
  list.style.top = `${top}px`;
  list.style.left = `${Math.min(Math.max(edge, wanted), innerWidth - edge - size.width)}px`;
}
