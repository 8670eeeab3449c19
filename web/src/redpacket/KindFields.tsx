import { Select, TextField, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { MemberId } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import { sendWords } from './sendWords';
import type { Wish, WishField } from './wish';
import { asks } from './wish';

interface KindFieldsProps {
  state: RoomState;
  wish: Wish;
  errorOf(field: WishField): string | null;
  onChange(part: Partial<Wish>): void;
}

/** What a red packet of this kind has to know. */
export function KindFields({ state, wish, errorOf, onChange }: KindFieldsProps) {
  const words = useWords(sendWords);
  const { kind } = wish;
  const others = [...state.members.values()].filter((member) => member.kind === 'person' && member.present && member.id !== state.me.member);
  return (
    <>
      {kind === 'exclusive' && (
        <Select
          label={words.to}
          value={wish.to === null ? '' : String(wish.to)}
          error={errorOf('to')}
          hint={others.length === 0 ? words.nobody : undefined}
          options={[{ value: '', label: words.choose }, ...others.map((member) => ({ value: String(member.id), label: member.displayName }))]}
          onChange={(id) => onChange({ to: id === '' ? null : (Number(id) as MemberId) })}
        />
      )}
      <TextField label={kind === 'equal' ? words.each : words.total} inputMode="numeric" autoFocus autoComplete="off" value={wish.coins} error={errorOf('amount')} onChange={(event) => onChange({ coins: event.target.value })} />
      {kind !== 'exclusive' && (
        <TextField label={words.count} inputMode="numeric" autoComplete="off" value={wish.count} error={errorOf('count')} onChange={(event) => onChange({ count: event.target.value })} />
      )}
      {asks(kind) && (
        <>
          <TextField label={kind === 'riddle' ? words.riddleText : words.hint} maxLength={200} value={wish.hint} error={errorOf('hint')} onChange={(event) => onChange({ hint: event.target.value })} />
          <TextField label={kind === 'riddle' ? words.answer : words.words} hint={words.wordsHint} maxLength={60} autoComplete="off" value={wish.words} error={errorOf('words')} onChange={(event) => onChange({ words: event.target.value })} />
        </>
      )}
      {kind === 'passphrase' && wish.since === '' && <Toggle label={words.anywhere} on={wish.anywhere} onChange={(anywhere) => onChange({ anywhere })} />}
      {kind !== 'exclusive' && <TextField label={words.since} type="date" value={wish.since} onChange={(event) => onChange({ since: event.target.value })} />}
    </>
  );
}
