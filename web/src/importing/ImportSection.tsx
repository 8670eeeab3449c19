import { useEffect, useRef, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import { Progress } from '../design/Spinner';
import { Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import type { ImportProgress } from './importApi';
import { importApi } from './importApi';
import { importWords } from './words';

const ASK_MILLIS = 800;
const LINES_SHOWN_MAX = 20;
const RUNNING = ['checking', 'importing'];

/** Brings an old chat into the room, and says how far it is. */
export function ImportSection({ room }: { room: RoomId }) {
  const words = useWords(importWords);
  const input = useRef<HTMLInputElement>(null);
  const [skipBroken, setSkipBroken] = useState(false);
  const [uploaded, setUploaded] = useState<number | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = id !== null && (progress === null || RUNNING.includes(progress.state));

  useEffect(() => {
    if (!running || id === null) return;
    const timer = setInterval(() => {
      importApi.progress(room, id).then(setProgress, (failure: unknown) => setProblem(problemOf(failure).code));
    }, ASK_MILLIS);
    return () => clearInterval(timer);
  }, [room, id, running]);

  const start = async (file: File) => {
    setProblem(null);
    setProgress(null);
    setId(null);
    setUploaded(0);
    try {
      setId((await importApi.start(room, file, skipBroken, setUploaded)).importId);
    } catch (failure) {
      setProblem(problemOf(failure).code);
    } finally {
      setUploaded(null);
    }
  };

  const code = problem ?? progress?.problem?.code ?? null;
  return (
    <Section title={words.title} hint={words.hint}>
      <Toggle label={words.skipBroken} on={skipBroken} onChange={setSkipBroken} />
      <Button busy={running || uploaded !== null} onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".json,.txt,.log"
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void start(file);
        }}
      />
      {uploaded !== null && <Progress label={words.uploading} share={uploaded} />}
      {progress !== null && <Report progress={progress} running={running} />}
      <FormError text={code === null ? null : explain(code)} />
    </Section>
  );
}

function Report({ progress, running }: { progress: ImportProgress; running: boolean }) {
  const words = useWords(importWords);
  const share = progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : null;
  return (
    <div role="status">
      {running && <Progress label={words.title} share={share} />}
      {progress.state === 'done' && <p>{words.done}</p>}
      {progress.state === 'broken' && <p>{words.nothingWritten}</p>}
      <p>{words.reading(progress.imported, progress.repeated)}</p>
      {progress.broken > 0 && <p>{words.broken(progress.broken)}</p>}
      <ul>
        {progress.brokenLines.slice(0, LINES_SHOWN_MAX).map((one) => (
          <li key={one.line}>{words.line(one.line, one.why)}</li>
        ))}
      </ul>
    </div>
  );
}
