import { ShieldCheck } from 'lucide-react';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { memberName } from '../message/text';
import type { RoomState } from './roomState';
import styles from './RuleLines.module.css';
import { ruleWords } from './ruleWords';

/** Between two messages: who changed what may go to models, for everybody to see. */
export function RuleLines({ state, from, before }: { state: RoomState; from: number; before: number }) {
  const words = useWords(ruleWords);
  return state.rules
    .filter((change) => change.seq > from && change.seq < before)
    .map((change) => {
      const who = memberName(state, change.by);
      const said = [
        ...(change.consent === null ? [] : [words[change.consent](who)]),
        ...(change.noStore === null ? [] : [change.noStore ? words.noStore(who) : words.store(who)]),
      ];
      return (
        <div key={change.seq} className={styles['rule']}>
          <ShieldCheck size={14} aria-hidden="true" />
          <span>{said.join(' ')}</span>
          <time dateTime={new Date(change.at).toISOString()}>{dayAndClock(change.at)}</time>
        </div>
      );
    });
}
