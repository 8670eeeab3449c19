import { useWords } from '../i18n/catalog';
import { costs } from './money';
import { priceWords } from './priceWords';
import type { By } from './usageApi';
import styles from './UsageScreen.module.css';
import type { Group } from './usageSums';
import { purposeWords, usageWords } from './usageWords';

/** The same as the chart, in numbers. */
export function UsageTable({ groups, by }: { groups: Group[]; by: By }) {
  const words = useWords(usageWords);
  const purposes: Record<string, string> = useWords(purposeWords);
  const prices = useWords(priceWords);
  const nameOf = (group: Group) => (by === 'purpose' ? (purposes[group.key] ?? group.key) : group.name || words.unnamed);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={words.table}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.of(by)}</th>
            <th scope="col">{words.tokens}</th>
            <th scope="col">{words.turns}</th>
            <th scope="col">{words.deep}</th>
            <th scope="col">{words.calls}</th>
            <th scope="col">{words.cost}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{nameOf(group)}</th>
              <td>
                {words.number(group.tokens)}
                {group.estimated && <small> {words.estimated}</small>}
              </td>
              <td>{group.turns}</td>
              <td>{group.deepTurns}</td>
              <td>{group.calls}</td>
              <td>{costs([...group.cost].map(([currency, micros]) => ({ micros, currency })), group.unpriced, prices.unknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
