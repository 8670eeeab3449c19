import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { Block } from '../protocol/doors';
import { accountApi } from './accountApi';
import styles from './BlocksSection.module.css';
import { settingsWords } from './settingsWords';

/** Whom one does not want to talk to alone, and the way back. */
export function BlocksSection() {
  const words = useWords(settingsWords);
  const [all, setAll] = useState<Block[] | null>(null);
  useEffect(() => {
    accountApi.blocks().then(setAll, () => undefined);
  }, []);
  const unblock = async (block: Block) => {
    try {
      await accountApi.unblock(block.account);
      setAll((before) => before?.filter((other) => other.account !== block.account) ?? null);
      toast(words.unblocked(block.displayName));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (all === null) return null;
  return (
    <Section title={words.blocks} hint={all.length === 0 ? words.noBlocks : words.blocksText}>
      {all.length > 0 && (
        <ul>
          {all.map((block) => (
            <li key={block.account} className={styles['block']}>
              <Avatar name={block.displayName} picture={block.picture} size={40} />
              <span className={styles['name']}>
                {block.displayName}
                <small>{dayAndClock(block.at)}</small>
              </span>
              <Button size="small" aria-label={`${words.unblock} ${block.displayName}`} onClick={() => void unblock(block)}>
                {words.unblock}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
