import type { Decoder } from '../protocol/decode';
import type { Problem } from '../protocol/views';
import { problem } from '../protocol/views';

/** The server said no, and why. */
export class RefusedError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'RefusedError';
  }
}

/** The server could not be reached at all. */
export class UnreachableError extends Error {
  constructor(cause?: unknown) {
    super('unreachable', { cause });
    this.name = 'UnreachableError';
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request; resolves with the decoded body, rejects with RefusedError or UnreachableError. */
export async function request<T>(method: Method, path: string, decoder: Decoder<T>, body?: unknown): Promise<T> {
  const response = await reach(path, {
    method,
    headers: method === 'GET' ? { Accept: JSON_TYPE } : { Accept: JSON_TYPE, 'Content-Type': JSON_TYPE },
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'same-origin',
  });
  const text = await response.text();
  if (!response.ok || response.status === 202) throw new RefusedError(problemOf(response.status, text));
  return decoder(text === '' ? undefined : JSON.parse(text));
}

/** For answers without a body. */
export const nothing: Decoder<void> = () => undefined;

export function get<T>(path: string, decoder: Decoder<T>): Promise<T> {
  return request('GET', path, decoder);
}

export function post<T>(path: string, decoder: Decoder<T>, body: unknown = {}): Promise<T> {
  return request('POST', path, decoder, body);
}

/** Builds a query string, leaving out what is not given. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Sends raw bytes with progress, which fetch cannot report; the signal cancels. */
export function upload<T>(
  path: string,
  bytes: Blob,
  decoder: Decoder<T>,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    call.setRequestHeader('Accept', JSON_TYPE);
    call.setRequestHeader('Content-Type', 'application/octet-stream');
    call.upload.onprogress = (event) => onProgress?.(event.total > 0 ? event.loaded / event.total : 0);
    call.onerror = () => reject(new UnreachableError());
    call.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    call.onload = () => {
      if (call.status < 200 || call.status >= 300) return reject(new RefusedError(problemOf(call.status, call.responseText)));
      try {
        resolve(decoder(JSON.parse(call.responseText)));
      } catch (failure) {
        reject(failure);
      }
    };
    signal?.addEventListener('abort', () => call.abort());
    call.send(bytes);
  });
}

const JSON_TYPE = 'application/json';

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new UnreachableError(cause);
  }
}

function problemOf(status: number, text: string): Problem {
  try {
    return { ...problem(JSON.parse(text)), status };
  } catch {
    const code = status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal';
    return { status, code, detail: '', field: null, retryAt: null };
  }
}
