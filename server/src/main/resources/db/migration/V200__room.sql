create table room (
    id                bigint primary key check (id between 100000000 and 999999999),  -- 派号
    kind              text not null check (kind in ('group', 'direct')),
    name              text not null,
    topic             text not null default '',
    picture           text,
    visibility        text not null check (visibility in ('public', 'unlisted', 'private')),
    who_may_invite    text not null default 'members' check (who_may_invite in ('members', 'admins')),
    slow_mode_seconds int not null default 0 check (slow_mode_seconds between 0 and 3600),
    archived_at       timestamptz,
    direct_pair       text unique,      -- "lower:higher" account ids of a direct room, null for groups
    head_seq          bigint not null default 0 check (head_seq >= 0),
    created_at        timestamptz not null,
    check ((kind = 'direct') = (direct_pair is not null))
);

create table member (
    id             bigint generated always as identity primary key,
    room_id        bigint not null references room,
    account_id     bigint not null references account,
    role           text not null check (role in ('guest', 'member', 'admin', 'owner')),
    state          text not null default 'in' check (state in ('in', 'left', 'kicked', 'banned')),
    muted_until    timestamptz,
    read_seq       bigint not null default 0,
    notify         text not null default 'all' check (notify in ('all', 'mentions', 'none')),
    joined_at      timestamptz not null,
    joined_seq     bigint not null,
    last_posted_at timestamptz,         -- kept only while the room is in slow mode
    unique (room_id, account_id)
);
create index member_account on member (account_id) where state = 'in';
create unique index member_one_owner on member (room_id) where role = 'owner' and state = 'in';

-- The room log. seq has no gaps: it is taken from room.head_seq under the room row's lock.
create table room_event (
    room_id           bigint not null references room,
    seq               bigint not null check (seq > 0),
    at                timestamptz not null,
    kind              text not null,    -- the event's "type", for reading messages alone
    author            bigint references member,
    client_message_id uuid,
    content_hash      bigint,           -- of what the client sent, to tell a retry from a reused id
    event             text not null,    -- protocol.RoomEvent in wire form
    primary key (room_id, seq)
);
create unique index room_event_client_message on room_event (author, client_message_id)
    where client_message_id is not null;
