import { Flame, MoreHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button, IconButton } from '../design/Button';
import type { MenuItem } from '../design/Menu';
import { Menu } from '../design/Menu';
import { Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { MemberView } from '../protocol/views';
import { keepApi } from './keepApi';
import styles from './RoomSettings.module.css';
import type { RoomState } from './roomState';
import { roomSettingsWords } from './settingsWords';
import { useCompany } from './useCompany';
import { roomWords } from './words';

const HOUR_SECONDS = 3_600;
const RANK = { guest: 0, member: 1, admin: 2, owner: 3 };

/** Who is in the room, and what one may do about each. */
export function MembersSection({ state }: { state: RoomState }) {
  const words = useWords(roomSettingsWords);
  const company = useCompany(state);
  const present = [...state.members.values()]
    .filter((member) => member.present)
    .sort((one, other) => RANK[other.role] - RANK[one.role] || one.displayName.localeCompare(other.displayName, 'zh-CN'));
  return (
    <Section title={words.people}>
      <ul>
        {present.map((member) => (
          <MemberLine key={member.id} state={state} member={member} company={company} />
        ))}
      </ul>
      <AgentSeat state={state} present={present} />
      <Bans state={state} />
    </Section>
  );
}

function MemberLine({ state, member, company }: { state: RoomState; member: MemberView; company(member: MemberView): MenuItem[] }) {
  const words = useWords(roomSettingsWords);
  const roles = useWords(roomWords);
  const items = [...company(member), ...useMemberActions(state, member)];
  return (
    <li className={styles['member']}>
      <Avatar name={member.displayName} picture={member.picture} kind={member.kind} size={40} />
      <span>
        {member.displayName}
        <small>{member.kind === 'agent' ? roles.agent : roles[member.role]}</small>
      </span>
      {items.length > 0 && (
        <Menu
          label={words.manage(member.displayName)}
          items={items}
          trigger={(props) => (
            <IconButton {...props} label={words.manage(member.displayName)}>
              <MoreHorizontal size={20} aria-hidden="true" />
            </IconButton>
          )}
        />
      )}
    </li>
  );
}

function useMemberActions(state: RoomState, member: MemberView): MenuItem[] {
  const words = useWords(roomSettingsWords);
  const room = state.room.id;
  const attempt = (work: Promise<unknown>) => void work.catch((failure: unknown) => toast(explain(problemOf(failure).code), 'bad'));
  if (member.id === state.me.member) return [];
  const mine = RANK[state.me.role];
  const keeps = mine >= RANK.admin && mine > RANK[member.role];
  const owner = state.me.role === 'owner';
  const muted = member.mutedUntil !== null && member.mutedUntil > Date.now();
  const item = (key: string, label: string, onChoose: () => void, danger = false): MenuItem => ({ key, label, onChoose, danger });
  const items: MenuItem[] = [];
  if (keeps && owner && member.kind === 'person') {
    const role = member.role === 'admin' ? 'member' : 'admin';
    items.push(item('role', role === 'admin' ? words.makeAdmin : words.unmakeAdmin, () => attempt(keepApi.setRole(room, member.id, role))));
    items.push(item('transfer', words.transfer, () => attempt(keepApi.transfer(room, member.id)), true));
  }
  if (keeps) {
    items.push(item('mute', muted ? words.unmute : words.mute, () => attempt(keepApi.mute(room, member.id, muted ? 0 : HOUR_SECONDS))));
    items.push(item('kick', words.kick, () => attempt(keepApi.putOut(room, member.id, false)), true));
    items.push(item('ban', words.ban, () => attempt(keepApi.putOut(room, member.id, true)), true));
  }
  return items;
}

/** An agent that was put out comes back by an admin's hand. */
function AgentSeat({ state, present }: { state: RoomState; present: MemberView[] }) {
  const words = useWords(roomSettingsWords);
  const [busy, setBusy] = useState(false);
  if (RANK[state.me.role] < RANK.admin || state.room.archived || present.some((member) => member.kind === 'agent')) return null;
  const bring = async () => {
    setBusy(true);
    try {
      await keepApi.bringAgent(state.room.id);
      toast(words.broughtAgent);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<Flame size={18} aria-hidden="true" />} busy={busy} onClick={() => void bring()}>
      {words.bringAgent}
    </Button>
  );
}

function Bans({ state }: { state: RoomState }) {
  const words = useWords(roomSettingsWords);
  const [banned, setBanned] = useState<MemberView[]>([]);
  const room = state.room.id;
  const keeps = RANK[state.me.role] >= RANK.admin;
  useEffect(() => {
    if (keeps) keepApi.bans(room).then(setBanned, () => undefined);
  }, [room, keeps, state.members]);
  const letBack = async (member: MemberView) => {
    try {
      await keepApi.unban(room, member.id);
      setBanned((all) => all.filter((other) => other.id !== member.id));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (banned.length === 0) return null;
  return (
    <>
      <h3>{words.bans}</h3>
      <ul>
        {banned.map((member) => (
          <li key={member.id} className={styles['member']}>
            <Avatar name={member.displayName} picture={member.picture} kind={member.kind} size={40} />
            <span>{member.displayName}</span>
            <Button size="small" onClick={() => void letBack(member)}>
              {words.unban}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
