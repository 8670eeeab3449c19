import { useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { SignInView } from '../protocol/doors';
import { accountApi } from './accountApi';
import { deviceName } from './deviceName';
import styles from './SignInsSection.module.css';
import { settingsWords } from './settingsWords';

/** Where one is signed in, and the ways out. */
export function SignInsSection() {
  const words = useWords(settingsWords);
  const client = useClient();
  const [all, setAll] = useState<SignInView[]>([]);
  useEffect(() => {
    accountApi.signIns().then(setAll, () => undefined);
  }, []);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const leave = (how: () => Promise<void>) => attempt(async () => {
    await how();
    await client.signedOut();
  });
  return (
    <Section title={words.signIns} hint={words.signOutText}>
      <ul>
        {all.map((one) => (
          <li key={one.id} className={styles['signIn']}>
            <span title={one.client}>
              {deviceName(one.client)}
              <small>{one.current ? words.thisOne : words.seen(dayAndClock(one.seenAt))}</small>
            </span>
            {!one.current && (
              <Button size="small" look="plain" onClick={() => void attempt(() => accountApi.endSignIn(one.id).then(() => setAll(all.filter((other) => other.id !== one.id))))}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={stack['row']}>
        <Button look="danger" onClick={() => void leave(accountApi.signOut)}>
          {words.signOut}
        </Button>
        <Button look="plain" onClick={() => void leave(accountApi.signOutEverywhere)}>
          {words.signOutEverywhere}
        </Button>
      </div>
    </Section>
  );
}
