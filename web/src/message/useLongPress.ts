import type { MouseEvent, PointerEvent } from 'react';
import { useRef } from 'react';

const HOLD_MILLIS = 420;
const MOVED_PX = 10;

/** Holding a finger still on something; a mouse has its own ways. */
export function useLongPress(onHeld: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'mouse' || (event.target as HTMLElement).closest('a, button, audio, pre')) return;
      from.current = { x: event.clientX, y: event.clientY };
      stop();
      timer.current = setTimeout(() => {
        navigator.vibrate?.(12);
        swallowClick();
        onHeld();
      }, HOLD_MILLIS);
    },
    onPointerMove: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > MOVED_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent) => {
      if ((event.nativeEvent as PointerEvent['nativeEvent']).pointerType === 'touch') event.preventDefault();
    },
  };
}

/** Lifting the finger again would press what has come up under it; the next touch counts. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  const end = () => {
    window.removeEventListener('click', swallow, true);
    window.removeEventListener('pointerdown', end, true);
  };
  window.addEventListener('click', swallow, true);
  window.addEventListener('pointerdown', end, true);
}
