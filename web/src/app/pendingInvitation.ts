const KEPT = 'weilu.invitation';

/** An invitation one had to sign in for first. */
export function keepInvitation(secret: string): void {
  sessionStorage.setItem(KEPT, secret);
}

/** Gives it once. */
export function takeInvitation(): string | null {
  const secret = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return secret;
}
