/** Asks the browser whether we may notify; only ever from a press of the person, and only once. */
export function askToNotify(): void {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission();
}

export function mayAskToNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'default';
}

interface Notice {
  title: string;
  body: string;
  /** Notices with the same tag replace each other: one per room. */
  tag: string;
  onPress(): void;
}

export function notify(notice: Notice): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(notice.title, { body: notice.body, tag: notice.tag, icon: '/icon-192.png' });
    shown.onclick = () => {
      window.focus();
      notice.onPress();
      shown.close();
    };
  } catch {
    // Some phones allow notices from a service worker only.
    void navigator.serviceWorker?.ready.then((worker) =>
      worker.showNotification(notice.title, { body: notice.body, tag: notice.tag, icon: '/icon-192.png' }),
    );
  }
}
