import { ChevronRight, Flag, MoreHorizontal, ScrollText, UserPlus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Avatar } from '../design/Avatar';
import { Link } from '../app/Link';
import { Button, IconButton } from '../design/Button';
import type { MenuItem } from '../design/Menu';
import { Menu } from '../design/Menu';
import { useWords } from '../i18n/catalog';
import { useRoomUi } from '../message/roomUi';
import type { MemberView } from '../protocol/views';
import { keepApi } from './keepApi';
import { peopleWords } from './peopleWords';
import styles from './RoomDetails.module.css';
import type { RoomState } from './roomState';
import { useCompany } from './useCompany';
import { roomWords } from './words';

/** Who sits around this fire: those here now first, then the agents, then who is away. */
export default function RoomDetails({ state }: { state: RoomState }) {
  const words = useWords(roomWords);
  const { act } = useRoomUi();
  const groups = useMemo(() => seats(state), [state]);
  const company = useCompany(state);
  return (
    <div className={styles['details']}>
      {state.room.topic && <p className={styles['topic']}>{state.room.topic}</p>}
      {state.room.kind === 'group' && (
        <p className={styles['number']}>
          {words.roomNumber} <b>{state.room.id}</b>
        </p>
      )}
      <Reported state={state} />
      {mayInvite(state) && (
        <Button wide icon={<UserPlus size={18} aria-hidden="true" />} onClick={() => act({ type: 'show', panel: { kind: 'invite' } })}>
          {words.invite}
        </Button>
      )}
      <Seats title={words.byTheFire} members={groups.here} state={state} company={company} />
      <Seats title={words.agents} members={groups.agents} state={state} company={company} />
      <Seats title={words.away} members={groups.away} state={state} company={company} />
      <Link to={{ screen: 'outbound', room: state.room.id }} className={styles['ledger']}>
        <ScrollText size={20} aria-hidden="true" />
        <span>
          {words.outbound}
          <small>{words.outboundHint}</small>
        </span>
        <ChevronRight size={18} aria-hidden="true" />
      </Link>
    </div>
  );
}

/** For admins: that members have told of messages, and the way there. */
function Reported({ state }: { state: RoomState }) {
  const words = useWords(roomWords);
  const room = state.room.id;
  const keeps = state.room.kind === 'group' && (state.me.role === 'owner' || state.me.role === 'admin');
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    if (keeps) keepApi.reports(room).then((reports) => setWaiting(reports.length), () => undefined);
  }, [room, keeps, state.reported]);
  if (!keeps || waiting === 0) return null;
  return (
    <Link to={{ screen: 'roomSettings', room, page: 'room' }} className={styles['ledger']}>
      <Flag size={20} aria-hidden="true" />
      <span>
        {words.reported}
        <small>{words.reportsWait(waiting)}</small>
      </span>
      <ChevronRight size={18} aria-hidden="true" />
    </Link>
  );
}

interface SeatsProps {
  title: string;
  members: MemberView[];
  state: RoomState;
  company(member: MemberView): MenuItem[];
}

function Seats({ title, members, state, company }: SeatsProps) {
  const words = useWords(roomWords);
  if (members.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span>{members.length}</span>
      </h2>
      <ul>
        {members.map((member) => (
          <li key={member.id}>
            <Avatar name={member.displayName} picture={member.picture} kind={member.kind} size={36} lit={member.kind !== 'agent' && state.online.has(member.id)} />
            <span className={styles['name']}>{member.displayName}</span>
            {member.role !== 'member' && member.kind !== 'agent' && <span className={styles['role']}>{words[member.role]}</span>}
            {member.kind === 'agent' && <span className={styles['role']}>{words.agent}</span>}
            <Company member={member} items={company(member)} blocked={state.blocks.mine.includes(member.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Company({ member, items, blocked }: { member: MemberView; items: MenuItem[]; blocked: boolean }) {
  const words = useWords(peopleWords);
  if (items.length === 0) return null;
  const label = words.about(member.displayName);
  return (
    <>
      {blocked && <span className={styles['blocked']}>{words.blocked}</span>}
      <Menu
        label={label}
        items={items}
        trigger={(props) => (
          <IconButton {...props} size="small" label={label}>
            <MoreHorizontal size={18} aria-hidden="true" />
          </IconButton>
        )}
      />
    </>
  );
}

/** As the server decides it (weilu.room.Power). */
function mayInvite({ room, me }: RoomState): boolean {
  if (room.kind === 'direct' || room.archived || me.role === 'guest') return false;
  return room.whoMayInvite === 'members' || me.role === 'owner' || me.role === 'admin';
}

const RANK = { owner: 0, admin: 1, member: 2, guest: 3 };

function seats(state: RoomState): { here: MemberView[]; agents: MemberView[]; away: MemberView[] } {
  const present = [...state.members.values()]
    .filter((member) => member.present)
    .sort((one, other) => RANK[one.role] - RANK[other.role] || one.displayName.localeCompare(other.displayName, 'zh-CN'));
  const people = present.filter((member) => member.kind !== 'agent');
  return {
    here: people.filter((member) => state.online.has(member.id)),
    agents: present.filter((member) => member.kind === 'agent'),
    away: people.filter((member) => !state.online.has(member.id)),
  };
}
