-- The outbound ledger learns whose request it was, for what, and whether it left the machine at all.
alter table outbound_call
    alter column room_id drop not null,                 -- null: nothing of any room was in it
    alter column turn_id drop not null,
    alter column asked_by drop not null,
    add column person   bigint references account,      -- who asked; null in lines older than this column
    add column agent    bigint references account,      -- who was asked
    add column purpose  text not null default 'answer',
    add column chain_id uuid,                           -- turns that led to one another share one
    add column local    boolean not null default false, -- it went to a model on this machine or its private network
    add column files    text[] not null default '{}';   -- SHA-256 of the pictures and files that were in it
create index outbound_call_chain on outbound_call (chain_id) where chain_id is not null;

-- What may be used of models in a day. Subject 0 is the default for every person, room or agent; the server has only 0.
create table quota (
    scope   text not null check (scope in ('person', 'room', 'agent', 'server')),
    subject bigint not null,                            -- an account, a room, or an agent's account
    measure text not null check (measure in ('tokens', 'turns', 'deep_turns')),
    most    bigint check (most >= 0),                   -- null: as much as they like, although there is a default
    set_by  bigint references account,
    set_at  timestamptz not null,
    primary key (scope, subject, measure)
);

-- What was used in a day. Its rows are what reserving and settling lock, in the order of their key.
create table quota_day (
    scope      text not null,
    subject    bigint not null,
    day        date not null,
    tokens     bigint not null default 0 check (tokens >= 0),
    turns      int not null default 0 check (turns >= 0),
    deep_turns int not null default 0 check (deep_turns >= 0),
    primary key (scope, subject, day)
);

-- Each call's part of the day: reserved before it is sent, settled after it, released when it failed. A reservation whose
-- node died counts until held_until and no longer.
create table model_use (
    call_id       bigint primary key references outbound_call,
    room_id       bigint references room,
    person        bigint not null references account,
    agent         bigint references account,
    turn_id       uuid,
    chain_id      uuid,
    purpose       text not null,
    provider_name text not null,
    model         text not null,
    at            timestamptz not null,
    person_day    date not null,                        -- the day it counts for where the person lives
    day           date not null,                        -- and by the server's time zone, for everything else
    state         text not null check (state in ('reserved', 'settled', 'released')),
    held_until    timestamptz not null,
    tokens        bigint not null check (tokens >= 0),  -- at most, while reserved; what counts, once settled
    turns         int not null check (turns between 0 and 1),
    deep_turns    int not null check (deep_turns between 0 and 1),
    prompt_tokens int,                                  -- as the provider counted
    answer_tokens int,
    estimated     boolean not null default false,       -- the provider did not say: what was reserved counts
    cost_micros   bigint check (cost_micros >= 0),      -- millionths of the currency; null: the model has no price
    currency      text
);
create index model_use_reserved on model_use (held_until) where state = 'reserved';
create index model_use_turn on model_use (turn_id) where turn_id is not null;
create index model_use_day on model_use (day);
create index model_use_room on model_use (room_id, day);
create index model_use_person on model_use (person, day);
create index model_use_agent on model_use (agent, day);
