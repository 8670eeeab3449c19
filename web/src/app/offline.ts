interface PolicyMaker {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

const WORKER = '/sw.js';
const RELOADED = 'weilu.reloaded';
const RELOAD_MILLIS_MIN = 60_000;

/** Registers the service worker in the built client. Browsers have them on https and localhost only. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register(trusted(WORKER)).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}

/** After an upgrade of the server the parts an old page asks for are gone: it loads itself anew, but not in circles. */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last < RELOAD_MILLIS_MIN) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  });
}

/** The page's policy lets script addresses through this one door only, and this door knows one address (TRUST T6). */
function trusted(url: string): string {
  const maker = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  if (maker === undefined) return url;
  const policy = maker.createPolicy('weilu', {
    createScriptURL: (wanted) => {
      if (wanted !== WORKER) throw new TypeError(`not a script of ours: ${wanted}`);
      return wanted;
    },
  });
  return policy.createScriptURL(url) as string;
}
