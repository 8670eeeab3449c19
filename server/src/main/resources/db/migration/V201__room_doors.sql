-- The ways into a room, and the ways to keep people out.

-- A link, and perhaps a phrase, that opens a room. The secret itself is not here: see InvitationSecrets.
create table invitation (
    id          bigint generated always as identity primary key,
    room_id     bigint not null references room,
    inviter     bigint not null references member,
    secret_hash bytea not null unique,
    secret_salt bytea not null,
    phrase      text,                   -- as its maker wrote it
    phrase_key  text unique,            -- what counts of it; null again once the invitation is over
    guests      boolean not null,       -- people without an account may come in by it
    uses        int not null default 0 check (uses >= 0),
    uses_max    int check (uses_max >= 1),
    created_at  timestamptz not null,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    check (uses_max is null or uses <= uses_max),
    check (phrase_key is null or phrase is not null)
);
create index invitation_room on invitation (room_id);
create index invitation_inviter on invitation (inviter) where revoked_at is null;

-- Somebody who knocked at a private room. A declined request stays, so that asking again at once knocks in vain.
create table join_request (
    room_id     bigint not null references room,
    account_id  bigint not null references account on delete cascade,
    asked_at    timestamptz not null,
    declined_at timestamptz,
    primary key (room_id, account_id)
);

-- Who does not want to hear from whom in direct rooms.
create table block (
    blocker bigint not null references account on delete cascade,
    blocked bigint not null references account on delete cascade,
    at      timestamptz not null,
    primary key (blocker, blocked),
    check (blocker <> blocked)
);
create index block_blocked on block (blocked);

create index room_public on room (id) where visibility = 'public' and kind = 'group' and archived_at is null;
create index member_room_in on member (room_id) where state = 'in';

-- Unread counts read messages alone, from the read position on.
create index room_event_message on room_event (room_id, seq) include (author) where kind = 'messagePosted';

-- In a direct room: one of the two has blocked the other, so neither posts. Kept here because posting reads this row.
alter table room add column blocked boolean not null default false check (kind = 'direct' or not blocked);

-- Who has left is shown as they were then; what becomes of their profile is no longer this room's to know.
alter table member
    add column name_when_left text,
    add column picture_when_left text,
    add column left_at timestamptz;
create index member_picture_when_left on member (picture_when_left) where picture_when_left is not null;
