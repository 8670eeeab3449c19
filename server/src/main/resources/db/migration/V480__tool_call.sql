-- Calls of tools by agents: every one has a row, whether it needed a person's yes or not.
create table tool_call (
    id          uuid primary key,
    turn_id     uuid not null,
    room_id     bigint not null references room,
    agent       bigint not null references member,
    asker       bigint not null references member,
    tool        text not null,
    effect      text not null,
    arguments   text not null,          -- canonical JSON: exactly what is run
    hash        text not null,          -- SHA-256 in hex of tool and arguments
    approvers   text,                   -- who might approve it; null: nobody had to
    status      text not null,
    message     bigint,                 -- the agent's message that shows it, once it is posted
    decided_by  bigint references member,
    decided_at  timestamptz,
    approved_hash text,                 -- what the approval was for
    held_until  timestamptz,            -- the node that runs it holds it till then
    result      text,                   -- what came of it, cut; of what was read in a room only how much
    made_at     timestamptz not null,
    ended_at    timestamptz
);
create index tool_call_room on tool_call (room_id, made_at desc);
create index tool_call_turn on tool_call (turn_id);
create index tool_call_open on tool_call (made_at) where status in ('pending', 'approved');

-- What became of the calls shown in a message.
alter table message_state add column calls text;

-- Who approves calls in a room, and which built-in tools are off there.
create table room_tools (
    room_id   bigint primary key references room,
    approvers text not null default 'asker_or_admins',
    off       text[] not null default '{}'
);
