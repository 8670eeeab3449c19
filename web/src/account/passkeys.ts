import { accountApi } from './accountApi';
import { passkeyApi } from './passkeyApi';

/**
 * WebAuthn with JSON on the wire. Browsers have `parse…FromJSON` and `toJSON` only since a short while, so the byte
 * strings are turned round here.
 */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && isSecureContext;
}

export async function addPasskey(label: string): Promise<void> {
  const options = await passkeyApi.registrationOptions();
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials.map(descriptor),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (made === null) return;
  const response = made.response as AuthenticatorAttestationResponse;
  await passkeyApi.register({
    ...envelope(made),
    label,
    response: {
      clientDataJSON: base64(response.clientDataJSON),
      attestationObject: base64(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  });
}

export async function signInByPasskey(): ReturnType<typeof accountApi.me> {
  const options = await passkeyApi.signInOptions();
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: options.allowCredentials.map(descriptor),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (found === null) throw new DOMException('none chosen', 'NotAllowedError');
  const response = found.response as AuthenticatorAssertionResponse;
  return passkeyApi.signIn({
    ...envelope(found),
    response: {
      clientDataJSON: base64(response.clientDataJSON),
      authenticatorData: base64(response.authenticatorData),
      signature: base64(response.signature),
      userHandle: response.userHandle === null ? undefined : base64(response.userHandle),
    },
  });
}

/** Somebody closed the browser's own dialog: that is an answer, not a failure. */
export function wasCalledOff(failure: unknown): boolean {
  return failure instanceof DOMException && (failure.name === 'NotAllowedError' || failure.name === 'AbortError');
}

function envelope(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: base64(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function descriptor(one: { type: string; id: string }) {
  return { type: 'public-key' as const, id: bytes(one.id) };
}

export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function base64(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
