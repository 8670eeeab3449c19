import { useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Section } from '../design/Page';
import { Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { keepApi } from './keepApi';
import type { RoomState } from './roomState';
import { roomSettingsWords } from './settingsWords';

/** What of this room may be sent to models: the admins say for the room, each member for their own words. */
export function ConsentSection({ state, keeps }: { state: RoomState; keeps: boolean }) {
  const words = useWords(roomSettingsWords);
  const { id: room, modelsOff } = state.room;
  const [mine, setMine] = useState<boolean | null>(null);
  useEffect(() => {
    keepApi.consent(room).then((consent) => setMine(consent.models), () => undefined);
  }, [room]);
  const attempt = async (work: Promise<unknown>, undo: () => void) => {
    try {
      await work;
    } catch (failure) {
      undo();
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const setConsent = (models: boolean) => {
    setMine(models);
    void attempt(keepApi.setConsent(room, models), () => setMine(!models));
  };
  return (
    <Section title={words.consent} hint={words.consentText}>
      {keeps && state.room.kind === 'group' ? (
        <Toggle label={words.modelsOff} hint={words.modelsOffText} on={modelsOff} onChange={(off) => void attempt(keepApi.change(room, { modelsOff: off }), () => undefined)} />
      ) : (
        modelsOff && <p>{words.modelsAreOff}</p>
      )}
      {mine !== null && <Toggle label={words.myWords} hint={words.myWordsText} on={mine} onChange={setConsent} />}
      <Link to={{ screen: 'outbound', room }}>{words.seeLedger}</Link>
    </Section>
  );
}
