import { RotateCcw, Send, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button, IconButton } from '../design/Button';
import { FormError } from '../design/FormError';
import { useWords } from '../i18n/catalog';
import { Markdown } from '../message/Markdown';
import type { Definition } from './agentApi';
import { builderWords } from './builderWords';
import type { Line, Piece } from './previewApi';
import { preview } from './previewApi';
import styles from './Preview.module.css';

/** A line of the trial, with what came beside its words. */
interface Said extends Line {
  thinking?: string;
  end?: Piece['end'];
  model?: string | null;
  sources?: Piece['sources'];
}

/** Talks with the agent as it is entered right now. Nothing of it is kept. */
export function PreviewChat({ definition }: { definition: Definition }) {
  const words = useWords(builderWords);
  const [said, setSaid] = useState<Said[]>([]);
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    foot.current?.scrollIntoView?.({ block: 'nearest' });
  }, [said]);
  const ask = async (text: string) => {
    const talk: Said[] = [...said.filter((line) => line.text !== ''), { mine: true, text }];
    setSaid([...talk, { mine: false, text: '' }]);
    setTyped('');
    setFailed(null);
    const stop = new AbortController();
    running.current = stop;
    setBusy(true);
    const hear = (piece: Piece) =>
      setSaid((all) => {
        const last = all.at(-1);
        if (last === undefined) return all;
        return [...all.slice(0, -1), { ...last, text: last.text + (piece.words ?? ''), thinking: (last.thinking ?? '') + (piece.thinking ?? ''), end: piece.end ?? last.end, model: piece.model ?? last.model, sources: piece.sources ?? last.sources }];
      });
    try {
      await preview(definition, talk.map(({ mine, text: line }) => ({ mine, text: line })), hear, stop.signal);
    } catch (failure) {
      if (stop.signal.aborted) hear({ words: null, thinking: null, end: 'stopped', model: null, sources: null });
      else setFailed(explain(problemOf(failure).code));
    } finally {
      setBusy(false);
      running.current = null;
    }
  };
  return (
    <div className={styles['chat']}>
      <header>
        <Avatar name={definition.name || '?'} picture={definition.picture} kind="agent" size={36} />
        <h2>{definition.name || words.newAgent}</h2>
        {said.length > 0 && (
          <IconButton
            label={words.again}
            onClick={() => {
              running.current?.abort();
              setSaid([]);
            }}
          >
            <RotateCcw size={18} aria-hidden="true" />
          </IconButton>
        )}
      </header>
      <div className={styles['said']} role="log" aria-live="polite" aria-busy={busy}>
        {said.length === 0 && <p className={styles['hint']}>{words.previewHint}</p>}
        {definition.greeting && <Bubble line={{ mine: false, text: definition.greeting }} />}
        {said.map((line, index) => (
          <Bubble key={index} line={line} waiting={busy && index === said.length - 1} />
        ))}
        {said.length === 0 && definition.examples.length > 0 && (
          <div className={styles['examples']}>
            {definition.examples.map((example) => (
              <Button key={example} size="small" onClick={() => void ask(example)}>
                {example}
              </Button>
            ))}
          </div>
        )}
        <FormError text={failed} />
        <div ref={foot} />
      </div>
      <div className={styles['composer']}>
        <input
          value={typed}
          placeholder={words.say}
          aria-label={words.say}
          maxLength={4000}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (!busy && typed.trim() !== '') void ask(typed.trim());
          }}
        />
        {busy ? (
          <IconButton look="soft" label={words.stop} onClick={() => running.current?.abort()}>
            <Square size={18} aria-hidden="true" />
          </IconButton>
        ) : (
          <IconButton look="primary" label={words.send} disabled={typed.trim() === ''} onClick={() => void ask(typed.trim())}>
            <Send size={18} aria-hidden="true" />
          </IconButton>
        )}
      </div>
    </div>
  );
}

function Bubble({ line, waiting = false }: { line: Said; waiting?: boolean }) {
  const words = useWords(builderWords);
  const ends = { no_model: words.noModel, failed: words.failed, refused: words.refused, stopped: words.stopped, completed: '' };
  const note = line.end ? ends[line.end] : '';
  return (
    <div className={line.mine ? styles['mine'] : styles['theirs']}>
      {line.thinking && (
        <details>
          <summary>{words.thinks}</summary>
          <p>{line.thinking}</p>
        </details>
      )}
      {line.text && (line.mine ? <p>{line.text}</p> : <Markdown body={line.text} />)}
      {waiting && line.text === '' && <span className={styles['dots']} aria-hidden="true">···</span>}
      {note && <p className={styles['note']}>{note}</p>}
      {line.end === 'no_model' &&
        line.sources?.map((source, index) => (
          <blockquote key={index}>
            {source.text}
            <cite>
              {words.source(source.file + (source.page === null ? '' : ` · ${source.page}`))}
            </cite>
          </blockquote>
        ))}
      {line.end === 'completed' && line.model && (
        <small>
          {words.by(line.model)}
          {line.sources && line.sources.length > 0 && ` · ${words.sources}: ${[...new Set(line.sources.map((one) => one.file))].join(', ')}`}
        </small>
      )}
    </div>
  );
}
