import { House, Send } from 'lucide-react';
import { useRoom } from '../app/context';
import { Link } from '../app/Link';
import { useWords } from '../i18n/catalog';
import { byteSize, dayAndClock } from '../i18n/format';
import { memberName } from '../message/text';
import type { RoomId } from '../protocol/ids';
import { money } from './money';
import type { OutboundCall } from './gatewayApi';
import styles from './OutboundScreen.module.css';
import { outboundWords } from './outboundWords';
import { priceWords } from './priceWords';

const PURPOSES = ['answer', 'summary', 'tool_step', 'preview', 'routing', 'memory'] as const;

/** One request of the ledger, with the messages that were in it. */
export function OutboundCallRow({ room, call }: { room: RoomId; call: OutboundCall }) {
  const words = useWords(outboundWords);
  const prices = useWords(priceWords);
  const state = useRoom(room);
  const purpose = PURPOSES.find((one) => one === call.purpose);
  const facts = [
    ...(state === undefined || call.askedBy === null ? [] : [words.asked(memberName(state, call.askedBy))]),
    purpose === undefined ? words.title_made : words[purpose],
    byteSize(call.bytes),
    ...(call.promptTokens === null ? [] : [words.tokens(call.promptTokens, call.answerTokens ?? 0)]),
    ...(call.estimated && call.tokens !== null ? [words.estimated(call.tokens)] : []),
    ...costOf(call, prices.unknownCost),
    ...(call.fileCount === 0 ? [] : [words.files(call.fileCount)]),
    ...(call.memoryCount === 0 ? [] : [words.memories(call.memoryCount)]),
    words[call.outcome ?? 'unknown'],
  ];
  return (
    <li className={styles['call']}>
      {call.local ? <House size={18} aria-hidden="true" /> : <Send size={18} aria-hidden="true" />}
      <div>
        <p className={styles['to']}>
          <b>{words.to(call.provider, call.model)}</b>
          <time dateTime={new Date(call.at).toISOString()}>{dayAndClock(call.at)}</time>
        </p>
        <p className={styles['host']}>{call.local ? words.local : call.host}</p>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {call.noStore ? (
          <details>
            <summary>{words.hashes(call.messageCount)}</summary>
            <Hashes hashes={call.parts} />
          </details>
        ) : (
          <details>
            <summary>{words.which(call.messages.length)}</summary>
            <ul className={styles['messages']}>
              {call.messages.map((seq) => (
                <li key={seq}>
                  <Link to={{ screen: 'room', room, message: seq }}>{words.message(seq)}</Link>
                </li>
              ))}
            </ul>
            {call.memories.length > 0 && (
              <p className={styles['facts']}>
                {words.memoriesOf(state === undefined || call.askedBy === null ? '?' : memberName(state, call.askedBy), numbered(call.memories))}
              </p>
            )}
            {call.roomMemories.length > 0 && <p className={styles['facts']}>{words.memoriesOfRoom(numbered(call.roomMemories))}</p>}
            {call.files.length > 0 && <p className={styles['facts']}>{words.fingerprint}</p>}
            <Files call={call} />
          </details>
        )}
      </div>
    </li>
  );
}

/** Nothing of a request that came to nothing, or is under way. */
function costOf(call: OutboundCall, unknown: string): string[] {
  if (call.costMicros !== null && call.currency !== null) return [money(call.costMicros, call.currency)];
  return call.tokens === null ? [] : [unknown];
}

function numbered(ids: number[]): string {
  return ids.map((id) => `#${id}`).join(' ');
}

/** What each file is called in the room, as long as its message stands, and how large it was. */
function Files({ call }: { call: OutboundCall }) {
  const words = useWords(outboundWords);
  return (
    <ul className={styles['hashes']}>
      {call.files.map((hash, index) => {
        const bytes = call.fileBytes[index];
        return (
          <li key={index}>
            {call.fileNames[index] === undefined || call.fileNames[index] === '' ? words.fileGone : call.fileNames[index]}
            {bytes === undefined ? ' ' : ` · ${byteSize(bytes)} `}
            <code>{hash}</code>
          </li>
        );
      })}
    </ul>
  );
}

function Hashes({ hashes }: { hashes: string[] }) {
  return (
    <ul className={styles['hashes']}>
      {hashes.map((hash, index) => (
        <li key={index}>
          <code>{hash}</code>
        </li>
      ))}
    </ul>
  );
}
