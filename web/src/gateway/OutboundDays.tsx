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
      <table className={styles['days']}>
        <caption>{words.days}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.provider}</th>
            <th scope="col">{words.calls}</th>
            <th scope="col">{words.messages}</th>
            <th scope="col">{words.size}</th>
            <th scope="col">{words.tokenSum}</th>
            <th scope="col">{prices.costs}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((sum) => (
            <tr key={`${sum.day} ${sum.provider} ${sum.local}`} data-chosen={chosen.day === sum.day && chosen.provider === sum.provider}>
              <td>
                <button type="button" aria-label={words.showDay(sum.day, sum.provider)} onClick={() => onChoose(sum.day, sum.provider)}>
                  {sum.day}
                </button>
              </td>
              <td>
                {sum.provider} <small>{sum.local ? words.stays : words.away}</small>
              </td>
              <td>{sum.calls}</td>
              <td>{sum.messages}</td>
              <td>{byteSize(sum.bytes)}</td>
              <td>{sum.tokens}</td>
              <td>{costs(sum.costs, sum.unpriced > 0, prices.unknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
