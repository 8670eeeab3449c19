-- When an agent speaks in a room by the clock. Each time is taken by the node that moves it on, so that it comes once.
create table agent_schedule (
    room_id     bigint not null references room,
    member_id   bigint not null references member,      -- the agent
    every       text not null check (every in ('daily', 'weekdays', 'weekly')),
    day_of_week int not null check (day_of_week between 1 and 7),   -- weekly: Monday is 1
    local_time  time not null,
    zone        text not null,
    wish        text not null,                          -- what it is to say
    next_at     timestamptz not null,
    set_by      bigint not null references member,      -- for whom it is done
    primary key (room_id, member_id)
);
create index agent_schedule_due on agent_schedule (next_at);
alter table turn add column wish text;                  -- of a turn that no message led to
