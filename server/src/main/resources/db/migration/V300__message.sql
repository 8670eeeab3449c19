-- What became of a message since it was posted. Most messages have no row here.
create table message_state (
    room_id     bigint not null,
    seq         bigint not null,
    body        text,                   -- after the last edit; null: never edited
    mentions    bigint[] not null default '{}',
    edited_at   timestamptz,
    recalled_by bigint references member,
    pinned      boolean not null default false,
    pinned_at   timestamptz,
    primary key (room_id, seq),
    foreign key (room_id, seq) references room_event (room_id, seq)
);
create index message_state_pinned on message_state (room_id, pinned_at) where pinned;

create table reaction (
    room_id   bigint not null,
    seq       bigint not null,
    member_id bigint not null references member,
    emoji     text not null,
    at_seq    bigint not null,          -- the event that put it, which orders the members
    kind_seq  bigint not null,          -- the event since which this emoji stands there, which orders the emoji
    primary key (room_id, seq, member_id, emoji),
    foreign key (room_id, seq) references room_event (room_id, seq)
);

-- Where a message's edits are in the log: its history, and what a recall must clear.
create table message_edit (
    room_id   bigint not null,
    seq       bigint not null,
    event_seq bigint not null,
    primary key (room_id, seq, event_seq),
    foreign key (room_id, event_seq) references room_event (room_id, seq)
);

-- Answers quote messages; a recall looks for them. Quotation marks inside a body are escaped, so the pattern is the field.
create index room_event_answer on room_event (room_id, seq) where kind = 'messagePosted' and event like '%"answer":{%';
