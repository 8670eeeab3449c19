import { Info, Quote, Sparkles } from 'lucide-react';
import { navigate } from '../app/routes';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { aiWords } from '../message/aiWords';
import { useRoomUi } from '../message/roomUi';
import type { About, Answer, Citation, Topic } from '../protocol/views';
import styles from './AnswerCard.module.css';
import { agentWords } from './words';

/**
 * What an agent's message rests on: the engine that spoke, and each cited message, to jump to.
 *
 * @param about of a whisper, outside of the room it is about: its citations lead there
 */
export function AnswerCard({ answer, about = null }: { answer: Answer; about?: About | null }) {
  const words = useWords(agentWords);
  if (answer.kind === 'greeting') return null;
  return (
    <div className={styles['card']}>
      {answer.topics.map((topic, index) => (
        <TopicView key={index} topic={topic} about={about} />
      ))}
      {answer.note !== null && (
        <p className={styles['note']}>
          <Info size={14} aria-hidden="true" />
          {answer.usedUp === null ? words[answer.note] : words.quota(answer.usedUp, dayAndClock(answer.usedUp.freeAt))}
        </p>
      )}
      {(answer.passedTo === null || answer.engine === 'model') && <EngineLabel answer={answer} />}
      {answer.route !== null && (
        <p className={styles['engine']}>
          {(answer.passedTo === null ? words.routed : words.passedOn)(answer.route.label, answer.route.example)}
        </p>
      )}
    </div>
  );
}

function TopicView({ topic, about }: { topic: Topic; about: About | null }) {
  return (
    <section className={styles['topic']}>
      {topic.title !== '' && <h2>{topic.title}</h2>}
      <ol>
        {topic.citations.map((citation) => (
          <CitationView key={citation.message} citation={citation} about={about} />
        ))}
      </ol>
    </section>
  );
}

function CitationView({ citation, about }: { citation: Citation; about: About | null }) {
  const words = useWords(agentWords);
  const { act } = useRoomUi();
  const when = dayAndClock(citation.at);
  return (
    <li>
      <button
        type="button"
        className={styles['citation']}
        title={words.jump(citation.name, when)}
        onClick={() => (about === null ? act({ type: 'goTo', seq: citation.message }) : navigate({ screen: 'room', room: about.room, message: citation.message }))}
      >
        {citation.quote !== '' && <span className={styles['quote']}>{citation.quote}</span>}
        <span className={styles['who']}>
          <b>{citation.name}</b> <time dateTime={new Date(citation.at).toISOString()}>{when}</time>
        </span>
      </button>
    </li>
  );
}

/** Never a template in a model's name: which engine wrote this is always said. */
function EngineLabel({ answer }: { answer: Answer }) {
  const words = useWords(agentWords);
  const marks = useWords(aiWords);
  const cited = answer.topics.reduce((sum, topic) => sum + topic.citations.length, 0);
  const extract = answer.engine === 'extractive';
  const model = answer.model ?? '';
  const label = extract ? words.extract : answer.kind === 'summary' ? words.summary(model) : model;
  return (
    <p className={styles['engine']} title={extract ? words.extractHint : words.modelHint}>
      {extract ? <Quote size={13} aria-hidden="true" /> : <Sparkles size={13} aria-hidden="true" />}
      {!extract && <b>{marks.made}</b>}
      <span>{label}</span>
      {cited > 0 && <span>{words.sources(cited)}</span>}
    </p>
  );
}
