// The service worker: keeps the page itself for opening without a network. It never touches what the server says.
const VERSION = '__VERSION__';
const FILES = __FILES__;
const CACHE = `weilu-${VERSION}`;
const SERVERS = /^\/(api|socket|openapi|health|metrics)(\/|$)/;
const PATIENCE_MILLIS = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || SERVERS.test(url.pathname)) return;
  if (event.request.mode === 'navigate') event.respondWith(page(event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(event.request));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const room = /^weilu-(\d+)$/.exec(event.notification.tag);
  event.waitUntil(openRoom(room === null ? '/' : `/r/${room[1]}`));
});

async function dropOldCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('weilu-') && name !== CACHE).map((name) => caches.delete(name)));
}

// The newest page while there is a network, the kept one when there is none or it is too slow.
async function page(request) {
  const kept = await caches.match('/index.html');
  const fresh = fetch(request);
  if (kept === undefined) return fresh;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MILLIS));
  return Promise.race([fresh.catch(() => kept), late]);
}

// Files carry their content in their name, so a kept one is never old.
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function openRoom(path) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const known = windows[0];
  if (known === undefined) return self.clients.openWindow(path);
  await known.focus();
  return known.navigate(path);
}
