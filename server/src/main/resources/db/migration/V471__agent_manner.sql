-- How readily an agent speaks in a room. Without a row: when it is asked, and nothing else.
create table agent_manner (
    room_id     bigint not null references room,
    member_id   bigint not null references member,     -- the agent
    manner      text not null check (manner in ('off', 'asked', 'sometimes', 'lively')),
    keywords    text[] not null default '{}',          -- words it answers to unasked, folded to lower case
    quiet_from  time,                                  -- no word unasked between these, in this time zone
    quiet_to    time,
    time_zone   text not null default 'Asia/Shanghai', -- of the admin who set it
    hourly_max  int not null check (hourly_max between 0 and 60),   -- of what it says unasked
    greets      boolean not null default false,        -- whoever comes in
    set_by      bigint not null references member,
    set_at      timestamptz not null,
    primary key (room_id, member_id),
    check ((quiet_from is null) = (quiet_to is null))
);
