import { Copy, Download, IdCard, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { Agent } from './agentApi';
import { agentApi, exportOf, qrOf } from './agentApi';
import styles from './Builder.module.css';
import { builderWords } from './builderWords';

/** 入口: how people come to the agent; and giving it up. */
export function EntranceSection({ agent, onChanged }: { agent: Agent; onChanged(agent: Agent): void }) {
  const words = useWords(builderWords);
  const [sure, setSure] = useState(false);
  const attempt = async (work: () => Promise<unknown>, done: string | null = null) => {
    try {
      await work();
      if (done !== null) toast(done);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const retire = () => {
    if (!sure) return setSure(true);
    void attempt(async () => {
      await agentApi.retire(agent.account);
      navigate({ screen: 'agents' }, 'replace');
    }, words.retired);
  };
  return (
    <Section title={words.entrance} hint={words.entranceHint}>
      <div className={styles['entrance']}>
        {!agent.closed && <img key={agent.entrance} src={`${qrOf(agent.account)}?${agent.entrance}`} alt={agent.link} width={144} height={144} />}
        <div className={stack['stack']}>
          <b className={styles['number']}>{String(agent.entrance).replace(/(\d{3})(?=\d)/g, '$1 ')}</b>
          {agent.closed && <p>{words.closed}</p>}
          <div className={stack['row']}>
            <Button size="small" icon={<Copy size={16} aria-hidden="true" />} onClick={() => void navigator.clipboard?.writeText(agent.link).then(() => toast(words.copied))}>
              {words.copy}
            </Button>
            <Link to={{ screen: 'entrance', number: agent.entrance }} className={styles['link']}>
              <IdCard size={16} aria-hidden="true" /> {words.openCard}
            </Link>
          </div>
          <div className={stack['row']}>
            <Button size="small" onClick={() => void attempt(async () => onChanged(await agentApi.setClosed(agent.account, !agent.closed)))}>
              {agent.closed ? words.open : words.close}
            </Button>
            <Button size="small" onClick={() => void attempt(async () => onChanged(await agentApi.renew(agent.account)), words.renewed)}>
              {words.renew}
            </Button>
          </div>
        </div>
      </div>
      <div className={stack['row']}>
        <a className={styles['link']} href={exportOf(agent.account)} download>
          <Download size={16} aria-hidden="true" /> {words.exportFile}
        </a>
        {!agent.host && (
          <Button look="danger" size="small" icon={<Trash2 size={16} aria-hidden="true" />} onClick={retire}>
            {sure ? words.retireSure : words.retire}
          </Button>
        )}
      </div>
    </Section>
  );
}
