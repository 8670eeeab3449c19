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
      <table className={styles['table']} role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{words.of(by)}</th>
            <th scope="col" role="columnheader">{words.tokens}</th>
            <th scope="col" role="columnheader">{words.turns}</th>
            <th scope="col" role="columnheader">{words.deep}</th>
            <th scope="col" role="columnheader">{words.calls}</th>
            <th scope="col" role="columnheader">{words.cost}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {groups.map((group) => (
            <tr key={group.key} role="row">
              <th scope="row" role="rowheader">{nameOf(group)}</th>
              <td role="cell" data-label={words.tokens}>
                {words.number(group.tokens)}
                {group.estimated && <small> {words.estimated}</small>}
              </td>
              <td role="cell" data-label={words.turns}>{group.turns}</td>
              <td role="cell" data-label={words.deep}>{group.deepTurns}</td>
              <td role="cell" data-label={words.calls}>{group.calls}</td>
              <td role="cell" data-label={words.cost}>{costs([...group.cost].map(([currency, micros]) => ({ micros, currency })), group.unpriced, prices.unknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
