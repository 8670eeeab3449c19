import { useWords } from '../i18n/catalog';
import { byteSize } from '../i18n/format';
import type { OutboundFilter, OutboundSum } from './gatewayApi';
import { costs } from './money';
import styles from './OutboundScreen.module.css';
import { outboundWords } from './outboundWords';
import { priceWords } from './priceWords';

interface OutboundDaysProps {
  days: OutboundSum[];
  chosen: OutboundFilter;
  onChoose(day: string, provider: string): void;
}

/** What went where on which day, in sums; a row shows its lines. */
export function OutboundDays({ days, chosen, onChoose }: OutboundDaysProps) {
  const words = useWords(outboundWords);
  const prices = useWords(priceWords);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={words.days}>
      <table className={styles['days']} role="table">
        <caption>{words.days}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{words.day}</th>
            <th scope="col" role="columnheader">{words.provider}</th>
            <th scope="col" role="columnheader">{words.calls}</th>
            <th scope="col" role="columnheader">{words.messages}</th>
            <th scope="col" role="columnheader">{words.size}</th>
            <th scope="col" role="columnheader">{words.tokenSum}</th>
            <th scope="col" role="columnheader">{prices.costs}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {days.map((sum) => (
            <tr role="row" key={`${sum.day} ${sum.provider} ${sum.local}`} data-chosen={chosen.day === sum.day && chosen.provider === sum.provider}>
              <td role="cell">
                <button type="button" aria-label={words.showDay(sum.day, sum.provider)} onClick={() => onChoose(sum.day, sum.provider)}>
                  {sum.day}
                </button>
              </td>
              <td role="cell">
                {sum.provider} <small>{sum.local ? words.stays : words.away}</small>
              </td>
              <td role="cell" data-label={words.calls}>{sum.calls}</td>
              <td role="cell" data-label={words.messages}>{sum.messages}</td>
              <td role="cell" data-label={words.size}>{byteSize(sum.bytes)}</td>
              <td role="cell" data-label={words.tokenSum}>{sum.tokens}</td>
              <td role="cell" data-label={prices.costs}>{costs(sum.costs, sum.unpriced > 0, prices.unknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
