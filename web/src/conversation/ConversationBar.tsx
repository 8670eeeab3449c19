import { Brain, Check, ChevronDown, Cpu, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Menu } from '../design/Menu';
import type { MenuItem } from '../design/Menu';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { counterpart } from '../room/RoomHeader';
import type { RoomState } from '../room/roomState';
import { useOpenDirect } from '../room/useOpenDirect';
import styles from './ConversationBar.module.css';
import type { Choice, ModelChoice } from './conversationApi';
import { conversationApi } from './conversationApi';
import { conversationWords } from './words';

const AUTOMATIC: Choice = { model: null, thinking: false };

/** In the head of a conversation with an agent: which model answers, whether it thinks first, and a new conversation. */
export function ConversationBar({ state }: { state: RoomState }) {
  const words = useWords(conversationWords);
  const room = state.room.id;
  const agent = counterpart(state);
  const [choice, setChoice] = useState<Choice>(AUTOMATIC);
  const [models, setModels] = useState<ModelChoice[]>([]);
  const openFresh = useOpenDirect(conversationApi.fresh);
  useEffect(() => {
    conversationApi.choice(room).then(setChoice, () => undefined);
    conversationApi.models().then((found) => setModels(found.models), () => undefined);
  }, [room]);
  if (agent === null) return null;
  const choose = (wish: Choice) => {
    const before = choice;
    setChoice(wish);
    conversationApi.choose(room, wish).catch((failure: unknown) => {
      setChoice(before);
      toast(explain(problemOf(failure).code), 'bad');
    });
  };
  const known = models.find((one) => one.id === choice.model);
  const shown = choice.model === null ? words.automatic : (known?.name ?? words.modelGone);
  const items: MenuItem[] = [
    { key: 'automatic', label: words.automatic, chosen: choice.model === null, icon: <Cpu size={18} />, onChoose: () => choose({ ...choice, model: null }) },
    ...models.map((one) => ({
      key: String(one.id),
      label: [one.name, one.provider, one.local ? words.local : ''].filter((part) => part !== '').join(' · '),
      chosen: choice.model === one.id,
      icon: <Cpu size={18} />,
      onChoose: () => choose({ ...choice, model: one.id }),
    })),
  ];
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.model}>
      <Menu
        label={words.model}
        items={items}
        align="start"
        trigger={(props) => (
          <button type="button" {...props} className={styles['pick']}>
            <Cpu size={15} aria-hidden="true" />
            <span className="seen-by-readers-only">{words.model}: </span>
            <span className={styles['name']}>{shown}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        )}
      />
      <button
        type="button"
        className={`${styles['pick']} ${choice.thinking ? styles['on'] : ''}`}
        aria-pressed={choice.thinking}
        onClick={() => choose({ ...choice, thinking: !choice.thinking })}
      >
        {choice.thinking ? <Check size={15} aria-hidden="true" /> : <Brain size={15} aria-hidden="true" />}
        {words.thinking}
      </button>
      <button type="button" className={`${styles['pick']} ${styles['fresh']}`} onClick={() => void openFresh(room, agent.id)}>
        <Plus size={15} aria-hidden="true" />
        {words.fresh}
      </button>
    </div>
  );
}
