-- Accounts of kind 'agent' that this server drives, and what each is here for.
create table agent (
    account_id bigint primary key references account,
    part       text not null unique             -- 'host' is the host agent 阿炉
);

-- How far each agent has looked through a room's log for something to do. Saved with every turn, and now and then.
create table agent_cursor (
    room_id   bigint not null references room,
    member_id bigint not null references member,
    seq       bigint not null,
    primary key (room_id, member_id)
);

-- An agent's work from trigger to reply. One for each agent and message, however often the log is read.
create table turn (
    id            uuid primary key,             -- made from agent and trigger; also the reply's client message id
    room_id       bigint not null references room,
    member_id     bigint not null references member,    -- the agent
    trigger_seq   bigint not null,
    asker         bigint not null references member,
    asker_read    bigint not null,              -- how far the asker had read when they asked
    reason        text not null,
    hops          int not null,                 -- of the reply
    made_at       timestamptz not null,
    claimed_until timestamptz,                  -- the node that runs it holds it till then; null: nobody does
    attempts      int not null default 0,
    stop_asked    boolean not null default false,
    ended_at      timestamptz,
    outcome       text,
    unique (member_id, trigger_seq)
);
create index turn_open on turn (made_at) where ended_at is null;
create index turn_recent on turn (room_id, made_at);
