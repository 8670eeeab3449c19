import { Cpu, Eye, FileText, Globe, Hammer, ShieldAlert } from 'lucide-react';
import { useWords } from '../i18n/catalog';
import { callWords } from '../tool/callWords';
import type { Capability, Card } from './agentApi';
import styles from './Card.module.css';
import { cardWords } from './cardWords';

/** What an agent may read and do, and where the words go: shown before anybody says yes to it. */
export function Capabilities({ card, inRoom = false }: { card: Card; inRoom?: boolean }) {
  const words = useWords(cardWords);
  return (
    <ul className={styles['capabilities']} aria-label={words.may}>
      <li>
        <Eye size={18} aria-hidden="true" />
        <span>
          {words.reads}
          {inRoom && <small>{words.log}</small>}
        </span>
      </li>
      <li>
        {card.model !== null && !card.model.local ? <Globe size={18} aria-hidden="true" /> : <Cpu size={18} aria-hidden="true" />}
        <span>{card.model === null ? words.noModel : card.model.local ? words.local(card.model.name) : words.leaves(card.model.name)}</span>
      </li>
      {card.files.length > 0 && (
        <li>
          <FileText size={18} aria-hidden="true" />
          <span>
            {words.files(card.files.join(words.comma))}
            <small>{words.filesHint}</small>
          </span>
        </li>
      )}
      {card.tools.length === 0 ? (
        <li>
          <Hammer size={18} aria-hidden="true" />
          <span>{words.noTools}</span>
        </li>
      ) : (
        card.tools.map((tool) => <ToolLine key={tool.name} tool={tool} inRoom={inRoom} />)
      )}
    </ul>
  );
}

function ToolLine({ tool, inRoom }: { tool: Capability; inRoom: boolean }) {
  const words = useWords(cardWords);
  const tools = useWords(callWords);
  const hint = tools.toolHint(tool.name, tool.description);
  const risky = tool.effect === 'acts' || tool.effect === 'reaches_out';
  return (
    <li>
      {risky ? <ShieldAlert size={18} aria-hidden="true" /> : <Hammer size={18} aria-hidden="true" />}
      <span>
        <b>{tools.toolName(tool.name)}</b> · {tool.effect === null ? words.gone : words[tool.effect]}
        {hint && <small>{hint}</small>}
        {inRoom && !tool.approved && <small className={styles['notYet']}>{words.notYet}</small>}
      </span>
    </li>
  );
}
