-- A message that an agent may have something to say about. It is looked at once its time has come, by one node; a later one
-- takes its place, so that there is at most one for an agent in a room.
create table agent_maybe (
    room_id       bigint not null references room,
    member_id     bigint not null references member,    -- the agent
    seq           bigint not null,
    rule          text not null,
    due_at        timestamptz not null,
    claimed_until timestamptz,
    primary key (room_id, member_id)
);
create index agent_maybe_due on agent_maybe (due_at);
create index trigger_decision_consulted on trigger_decision (room_id, member_id, at)
    where rule in ('spoke_up', 'model_said_no', 'model_failed');
