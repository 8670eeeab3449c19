import type { MemberId } from '../protocol/ids';
import type { MemberView } from '../protocol/views';

export const CANDIDATES_MAX = 8;

export interface MentionQuery {
  /** Where the @ stands. */
  from: number;
  text: string;
}

/** The mention being typed before the caret: an @ and up to 20 characters without a space. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const match = /(?:^|[^\w@])@([^\s@]{0,20})$/u.exec(text.slice(0, caret));
  return match === null ? null : { from: caret - (match[1]?.length ?? 0) - 1, text: match[1] ?? '' };
}

/** Who may be meant: the agents and whoever's name begins with it, by its letters or its pinyin initials. */
export function candidates(members: Iterable<MemberView>, query: string, me: MemberId): MemberView[] {
  const wanted = query.toLowerCase();
  return [...members]
    .filter((member) => member.present && member.id !== me)
    .map((member) => ({ member, rank: rank(member, wanted) }))
    .filter(({ rank: found }) => found < NOT_MEANT)
    .sort((one, other) => one.rank - other.rank || Number(other.member.kind === 'agent') - Number(one.member.kind === 'agent'))
    .slice(0, CANDIDATES_MAX)
    .map(({ member }) => member);
}

const NOT_MEANT = 9;

function rank(member: MemberView, wanted: string): number {
  const name = member.displayName.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (/^[a-z]+$/.test(wanted) && initials(name).startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : NOT_MEANT;
}

/** The first character of each pinyin initial in Chinese collation order; i, u and v begin no syllable. */
const BOUNDS = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const pinyin = new Intl.Collator('zh-CN-u-co-pinyin');

/** 小明 → xm; letters stay what they are. */
export function initials(name: string): string {
  return Array.from(name, (letter) => (/[\u4e00-\u9fff]/.test(letter) ? initialOf(letter) : letter)).join('');
}

function initialOf(letter: string): string {
  let found = '';
  for (let index = 0; index < BOUNDS.length; index += 1) {
    if (pinyin.compare(letter, BOUNDS.charAt(index)) < 0) break;
    found = LETTERS.charAt(index);
  }
  return found;
}

/** Puts the chosen name in place of what was typed. */
export function insertMention(text: string, caret: number, query: MentionQuery, member: MemberView): { text: string; caret: number } {
  const inserted = `@${member.displayName} `;
  return { text: text.slice(0, query.from) + inserted + text.slice(caret), caret: query.from + inserted.length };
}

/** The members a text names: whoever stands after an @, the longest name first, and no name twice. */
export function mentionsIn(text: string, members: Iterable<MemberView>): MemberId[] {
  const byLength = [...members].filter((member) => member.present).sort((one, other) => other.displayName.length - one.displayName.length);
  const found = new Set<MemberId>();
  let rest = text;
  for (const member of byLength) {
    const name = `@${member.displayName}`;
    if (member.displayName === '' || !rest.includes(name)) continue;
    found.add(member.id);
    rest = rest.replaceAll(name, ' ');
  }
  return [...found];
}
