import { useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Section } from '../design/Page';
import { Select, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { Allowed, Consent, RoomRules } from './keepApi';
import { keepApi } from './keepApi';
import type { RoomState } from './roomState';
import { ruleWords } from './ruleWords';
import { roomSettingsWords } from './settingsWords';

const CHOICES: Allowed[] = ['all', 'local', 'none'];

/** What of this room may be sent to models: the admins and the owner say for the room, each member for their own words. */
export function ConsentSection({ state, keeps }: { state: RoomState; keeps: boolean }) {
  const words = useWords(roomSettingsWords);
  const ruleTexts = useWords(ruleWords);
  const { id: room, modelsOff } = state.room;
  const [mine, setMine] = useState<Consent | null>(null);
  const [rules, setRules] = useState<RoomRules | null>(null);
  useEffect(() => {
    keepApi.consent(room).then(setMine, () => undefined);
    keepApi.rules(room).then(setRules, () => undefined);
  }, [room, state.rules]);
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const choose = (allow: Allowed | 'default') => void attempt(async () => setMine(await keepApi.setConsent(room, allow)));
  const rule = (wish: { consent?: Allowed; noStore?: boolean }) =>
    void attempt(async () => {
      setRules(await keepApi.setRules(room, wish));
      setMine(await keepApi.consent(room));
    });
  const options = CHOICES.map((value) => ({ value, label: words[value] }));
  return (
    <Section title={words.consent} hint={words.consentText}>
      {keeps && state.room.kind === 'group' ? (
        <Toggle
          label={words.modelsOff}
          hint={words.modelsOffText}
          on={modelsOff}
          onChange={(off) => void attempt(async () => void (await keepApi.change(room, { modelsOff: off })))}
        />
      ) : (
        modelsOff && <p>{words.modelsAreOff}</p>
      )}
      {mine !== null && (
        <Select<Allowed | 'default'>
          label={words.myWords}
          hint={words.myWordsText}
          value={mine.chosen ?? 'default'}
          options={[{ value: 'default', label: words.asRoom(words[mine.chosen === null ? mine.held : (rules?.consent ?? mine.held)]) }, ...options]}
          onChange={choose}
        />
      )}
      {mine !== null && mine.changedAt !== null && <small>{ruleTexts.changedAt(dayAndClock(mine.changedAt))}</small>}
      {rules?.mine === true && (
        <>
          <Select<Allowed> label={words.roomWords} hint={words.roomWordsText} value={rules.consent} options={options} onChange={(consent) => rule({ consent })} />
          <Toggle label={words.noStore} hint={words.noStoreText} on={rules.noStore} onChange={(noStore) => rule({ noStore })} />
        </>
      )}
      {rules !== null && !rules.mine && rules.noStore && <p>{words.notStored}</p>}
      <Link to={{ screen: 'outbound', room }}>{words.seeLedger}</Link>
      {keeps && <Link to={{ screen: 'usage', room }}>{words.seeUsage}</Link>}
    </Section>
  );
}
