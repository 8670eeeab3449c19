import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { newClientMessageId } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import type { Export } from './exportApi';
import { exportApi, exportUrl } from './exportApi';
import { exportWords } from './exportWords';
import { memberName } from './text';

/** The room's messages as a file, and who took them: everybody in the room sees that. */
export function ExportSection({ state, keeps }: { state: RoomState; keeps: boolean }) {
  const words = useWords(exportWords);
  const form = useForm();
  const { id: room, staysHere } = state.room;
  const [files, setFiles] = useState(true);
  const [past, setPast] = useState<Export[] | null>(null);
  useEffect(() => {
    exportApi.list(room).then(setPast, () => undefined);
  }, [room]);
  const begin = () =>
    form.run(async () => {
      const wish = await exportApi.begin(room, newClientMessageId(), files);
      // The browser's own download: it shows its progress, and no page has to hold the file.
      const link = Object.assign(document.createElement('a'), { href: exportUrl(room, wish.id), download: '' });
      link.click();
      toast(words.begun);
      setPast(await exportApi.list(room));
    });
  return (
    <Section title={words.title} hint={words.text}>
      {staysHere && !keeps ? (
        <p>{words.adminsOnly}</p>
      ) : (
        state.me.role !== 'guest' && (
          <div className={stack['stack']}>
            <Toggle label={words.files} on={files} onChange={setFiles} />
            <FormError text={form.errorBeside()} />
            <Button icon={<Download size={18} aria-hidden="true" />} busy={form.busy} onClick={() => void begin()}>
              {words.begin}
            </Button>
          </div>
        )
      )}
      <h3>{words.who}</h3>
      {past?.length === 0 && <p>{words.nobody}</p>}
      <ul aria-label={words.who}>
        {past?.map((one) => (
          <li key={one.id}>{words.line(memberName(state, one.by), dayAndClock(one.at), one.files)}</li>
        ))}
      </ul>
    </Section>
  );
}
