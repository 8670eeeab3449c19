import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { deviceName } from './deviceName';
import type { PasskeyView } from './passkeyApi';
import { passkeyApi } from './passkeyApi';
import { addPasskey, hasPasskeys, wasCalledOff } from './passkeys';
import { settingsWords } from './settingsWords';
import styles from './SignInsSection.module.css';

export function PasskeySection() {
  const words = useWords(settingsWords);
  const [all, setAll] = useState<PasskeyView[]>([]);
  const [busy, setBusy] = useState(false);
  const load = () => passkeyApi.list().then(setAll, () => undefined);
  useEffect(() => void load(), []);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await load();
    } catch (failure) {
      if (!wasCalledOff(failure)) toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  if (!hasPasskeys()) return null;
  return (
    <Section title={words.passkeys} hint={words.passkeysText}>
      <ul>
        {all.map((one) => (
          <li key={one.id} className={styles['signIn']}>
            <span>
              {one.label}
              <small>{dayAndClock(one.usedAt ?? one.createdAt)}</small>
            </span>
            <Button size="small" look="plain" onClick={() => void attempt(() => passkeyApi.remove(one.id))}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <Button busy={busy} onClick={() => void attempt(() => addPasskey(deviceName(navigator.userAgent)))}>
        {words.addPasskey}
      </Button>
    </Section>
  );
}
