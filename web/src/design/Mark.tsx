const SEATS = [
  [32, 8.6],
  [52.3, 20.3],
  [52.3, 43.7],
  [32, 55.4],
  [11.7, 43.7],
  [11.7, 20.3],
] as const;

const OUTER =
  'M33.6 15.5c1.6 6.2-1.3 8.8-4.6 12.2-3.4 3.4-6.8 6.9-6.8 12.3 0 5.6 4.3 9.5 9.9 9.5s9.8-4 9.8-9.8c0-4.2-2-7-4-9.6-.5 2.2-1.5 3.6-3 4.4 1.7-6.3 1.5-13.5-1.3-19z';
const INNER =
  'M32.3 35.2c.6 2.5-1 3.6-2.3 5-1 1.1-1.8 2.2-1.8 3.9 0 2.3 1.8 3.9 4 3.9s4-1.6 4-4c0-3.3-2.5-5-3.9-8.8z';

/** The mark: people around a fire. */
export function Mark({ size = 48 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      {SEATS.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={3.2} fill="var(--ember-line)" />
      ))}
      <g transform="translate(32 31.6) scale(.84) translate(-32 -32.4)">
        <path fill="var(--ember-bright)" d={OUTER} />
        <path fill="#ffd08a" d={INNER} />
      </g>
    </svg>
  );
}

export function Flame({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="16 12 32 40" aria-hidden="true">
      <path fill="#f0803c" d={OUTER} />
      <path fill="#ffd08a" d={INNER} />
    </svg>
  );
}
