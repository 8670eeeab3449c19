-- Where models can be asked. The key is sealed under the server's key file; without one the endpoint asks for none.
create table provider (
    id            bigint generated always as identity primary key,
    name          text not null unique,
    base_url      text not null,
    model         text not null,
    sealed_key    bytea,
    local_allowed boolean not null default false,   -- an admin allowed this origin although it is not public
    enabled       boolean not null default true,
    created_by    bigint not null references account,
    created_at    timestamptz not null
);

-- The outbound ledger 出境账: a row for each request to a provider, committed before the first byte leaves. It keeps
-- the provider's name and host as they were then, so that it outlives the provider.
create table outbound_call (
    id            bigint generated always as identity primary key,
    room_id       bigint not null references room,
    turn_id       uuid not null,
    asked_by      bigint not null references member,
    provider_name text not null,
    provider_host text not null,
    model         text not null,
    messages      bigint[] not null,                -- seqs of the messages whose words were in it
    bytes         bigint not null check (bytes > 0),
    at            timestamptz not null,
    outcome       text check (outcome in ('completed', 'stopped', 'failed')),   -- null: on its way, or the server died
    prompt_tokens int,
    answer_tokens int,
    ended_at      timestamptz
);
create index outbound_call_room on outbound_call (room_id, id);
