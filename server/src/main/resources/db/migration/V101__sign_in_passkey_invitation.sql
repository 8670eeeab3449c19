-- A public number for each sign-in, so that a person can end one without its token's hash leaving the server.
alter table sign_in add column id bigint generated always as identity unique;

create table passkey (
    id              bigint generated always as identity primary key,
    credential_id   bytea not null unique,
    account_id      bigint not null references account on delete cascade,
    label           text not null,
    attested        bytea not null,     -- AAGUID, credential id and public key, as the authenticator gave them
    sign_count      bigint not null,
    user_verified   boolean not null,
    backup_eligible boolean not null,
    backed_up       boolean not null,
    created_at      timestamptz not null,
    used_at         timestamptz
);
create index passkey_account on passkey (account_id);

-- A challenge is answered once, in time, for what it was given for.
create table passkey_challenge (
    challenge  bytea primary key,
    account_id bigint references account on delete cascade,   -- null: to sign in
    expires_at timestamptz not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);

-- Lets someone sign up while the policy is "by invitation". Only the hash of its secret is kept.
create table server_invitation (
    id          bigint generated always as identity primary key,
    secret_hash bytea not null unique,
    note        text not null,
    created_by  bigint not null references account,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    uses_left   int not null check (uses_left >= 0)
);
