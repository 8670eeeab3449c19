-- People, guests and agents: whoever can be a member of a room has an account.
create table account (
    id            bigint generated always as identity primary key,
    kind          text not null check (kind in ('person', 'guest', 'agent')),
    sign_in_name  text unique,          -- folded (NFKC, lower case); null for guests and agents
    display_name  text not null,
    picture       text,                 -- content hash in the blob store
    language      text not null default 'zh-CN',
    time_zone     text not null default 'Asia/Shanghai',
    password_hash text,
    server_admin  boolean not null default false,
    created_at    timestamptz not null
);

-- One browser or program that is signed in. Only the hash of its token is kept.
create table sign_in (
    token_hash bytea primary key,
    account_id bigint not null references account on delete cascade,
    client     text not null,           -- the user agent, shortened, so that a person knows their devices
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null
);
create index sign_in_account on sign_in (account_id);

-- Facts about this server that survive restarts: the setup link's hash, key material's id, and the like.
create table server_fact (
    name  text primary key,
    value text not null
);
