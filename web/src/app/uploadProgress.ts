import { useSyncExternalStore } from 'react';

/** How far each upload is, from 0 to 1, by the file's id; apart from the store because it changes many times a second. */
export class UploadProgress {
  private readonly shares = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  readonly report = (file: string, share: number): void => {
    this.shares.set(file, share);
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  share(file: string): number | null {
    return this.shares.get(file) ?? null;
  }
}

export function useUploadShare(uploads: UploadProgress, file: string): number | null {
  return useSyncExternalStore(uploads.subscribe, () => uploads.share(file));
}
