-- Why an agent did what it did about a message, where the log alone does not tell it any more. Silence about what was
-- never meant for it has no row: the same rules say so again when somebody asks.
create table trigger_decision (
    room_id   bigint not null references room,
    member_id bigint not null references member,       -- the agent
    seq       bigint not null,                         -- the message
    rule      text not null,
    numbers   jsonb not null,
    at        timestamptz not null,
    primary key (member_id, seq)
);
create index trigger_decision_room on trigger_decision (room_id, seq);
