import { useRef, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { accountApi } from './accountApi';

/** Chooses and uploads a picture of a person or a room; gives its hash. */
export function PictureButton({ label, onUploaded }: { label: string; onUploaded(picture: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    try {
      onUploaded((await accountApi.uploadPicture(file)).picture);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button busy={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void send(file);
        }}
      />
    </>
  );
}
