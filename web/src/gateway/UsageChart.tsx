import { useWords } from '../i18n/catalog';
import styles from './UsageScreen.module.css';
import type { Day, Group } from './usageSums';
import { GROUPS_MAX, topOf } from './usageSums';
import { usageWords } from './usageWords';

const HEIGHT = 160;
const WIDTH = 640;
const GAP = 0.25;

/** Tokens by day, in stacked bars. The table below says the same in words. */
export function UsageChart({ days, groups }: { days: Day[]; groups: Group[] }) {
  const words = useWords(usageWords);
  const top = topOf(days);
  const slot = WIDTH / Math.max(1, days.length);
  const shown = groups.slice(0, GROUPS_MAX);
  const every = Math.ceil(days.length / 7);
  return (
    <figure className={styles['chart']}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`} role="img" aria-label={words.chart}>
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={styles['axis']} />
        <text x={0} y={10} className={styles['tick']}>
          {words.number(top)}
        </text>
        {days.map((day, index) => (
          <g key={day.day}>
            <title>{words.dayTokens(day.day, day.tokens)}</title>
            <Bar day={day} x={(index + GAP / 2) * slot} width={slot * (1 - GAP)} top={top} />
            {index % every === 0 && (
              <text x={(index + 0.5) * slot} y={HEIGHT + 16} textAnchor="middle" className={styles['tick']}>
                {day.day.slice(5)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className={styles['legend']}>
        {shown.map((group, index) => (
          <span key={group.key} data-part={index}>
            {group.name || words.unnamed}
          </span>
        ))}
        {groups.length > shown.length && <span data-part={GROUPS_MAX}>{words.others}</span>}
      </figcaption>
    </figure>
  );
}

function Bar({ day, x, width, top }: { day: Day; x: number; width: number; top: number }) {
  let below = HEIGHT;
  return day.parts.map((tokens, part) => {
    const height = (tokens / top) * (HEIGHT - 16);
    below -= height;
    const shown = part === day.parts.length - 1 ? GROUPS_MAX : part;
    return height === 0 ? null : <rect key={part} x={x} y={below} width={width} height={height} data-part={shown} />;
  });
}
