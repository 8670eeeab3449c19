import type { ReactNode } from 'react';
import styles from './Cover.module.css';

/** The covers that are shipped. One that this page does not know is shown as the first. */
export const COVERS = ['ember', 'lantern', 'plum', 'fish', 'night'] as const;
export type CoverName = (typeof COVERS)[number];

export function coverOf(name: string): CoverName {
  return COVERS.find((cover) => cover === name) ?? 'ember';
}

const DRAWINGS: Record<CoverName, ReactNode> = {
  ember: (
    <>
      <path d="M60 104c-20 0-32-13-32-30 0-20 18-28 20-48 10 6 15 15 15 24 5-3 8-8 9-14 12 10 20 22 20 38 0 17-12 30-32 30z" />
      <path d="M60 104c-10 0-17-7-17-16 0-11 10-16 12-27 9 6 22 14 22 27 0 9-7 16-17 16z" className={styles['inner']} />
    </>
  ),
  lantern: (
    <>
      <path d="M60 8v14M60 94v18M52 112l-3 8M60 112v10M68 112l3 8" fill="none" strokeWidth="3" />
      <rect x="44" y="20" width="32" height="8" rx="3" />
      <ellipse cx="60" cy="58" rx="38" ry="30" />
      <path d="M60 28c-14 8-14 52 0 60M60 28c14 8 14 52 0 60M60 28v60" className={styles['thin']} />
      <rect x="44" y="88" width="32" height="8" rx="3" />
    </>
  ),
  plum: (
    <>
      <path d="M8 116c30-14 44-34 56-56 8-15 22-32 46-44" fill="none" strokeWidth="5" strokeLinecap="round" />
      {[[48, 78], [82, 34], [30, 44], [92, 84]].map(([x, y]) => (
        <g key={x} transform={`translate(${x} ${y})`}>
          {[0, 72, 144, 216, 288].map((turn) => (
            <circle key={turn} cx="0" cy="-9" r="8" transform={`rotate(${turn})`} />
          ))}
          <circle r="4" className={styles['inner']} />
        </g>
      ))}
    </>
  ),
  fish: (
    <>
      <path d="M14 62c18-30 56-34 78-10l18-16c-3 18-3 30 0 50l-18-14C70 96 32 92 14 62z" />
      <circle cx="34" cy="58" r="4" className={styles['inner']} />
      <path d="M50 44c8 10 8 26 0 36M64 42c8 12 8 28 0 40M78 46c6 10 6 22 0 32" className={styles['thin']} />
    </>
  ),
  night: (
    <>
      <path d="M78 84a38 38 0 1 1-26-66 30 30 0 1 0 26 66z" />
      {[[92, 24, 5], [104, 60, 3], [70, 44, 3], [24, 102, 4], [100, 98, 4]].map(([x, y, r]) => (
        <circle key={x} cx={x} cy={y} r={r} />
      ))}
    </>
  ),
};

/** A cover's drawing, gold on red. */
export function CoverArt({ name }: { name: string }) {
  return (
    <svg className={styles['art']} viewBox="0 0 120 124" aria-hidden="true">
      {DRAWINGS[coverOf(name)]}
    </svg>
  );
}
