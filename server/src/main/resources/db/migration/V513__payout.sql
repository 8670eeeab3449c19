-- Coins that somebody outside pays out, where a licensed operator has connected one. The coins are reserved under the same id until
-- it is known what became of them.
create table payout (
    id         uuid primary key,
    account_id bigint not null references account,
    coins      bigint not null check (coins > 0),
    provider   text not null,
    state      text not null check (state in ('asked', 'paid', 'refused')),
    receipt    text,                    -- the provider's own number of it
    reason     text,                    -- why it was refused
    asked_at   timestamptz not null,    -- the last time
    settled_at timestamptz,
    check ((settled_at is not null) = (state <> 'asked'))
);
create index payout_asked on payout (asked_at) where state = 'asked';
