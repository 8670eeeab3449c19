-- Red packets. The shares are not here: they follow from seed, amount and count. The coins are in the ledger's escrow.
create table red_packet (
    id                bigint primary key check (id between 1000000000 and 9999999999),
    room_id           bigint not null references room,
    seq               bigint not null,              -- its message
    sender_account    bigint not null references account,
    sender_member     bigint not null references member,
    client_message_id uuid not null,
    content_hash      bigint not null,              -- tells a retry from another use of the same id
    kind              text not null check (kind in ('lucky', 'equal', 'exclusive', 'passphrase', 'riddle')),
    amount            bigint not null check (amount > 0),
    count             int not null check (count > 0 and count <= amount),
    seed              bytea check (length(seed) = 32),      -- null: nothing is drawn
    escrow            bigint not null references ledger_account,
    payer             bigint not null references ledger_account,    -- what is left goes back there
    expires_at        timestamptz not null,
    to_member         bigint references member,
    member_since      timestamptz,
    words             text,                         -- what opens it, folded
    anywhere          boolean not null default false,       -- its words open it from outside the room, too
    created_at        timestamptz not null,
    claimed           int not null default 0 check (claimed between 0 and count),
    claimed_coins     bigint not null default 0 check (claimed_coins between 0 and amount),
    ended_at          timestamptz,
    status            text not null default 'open' check (status in ('open', 'drawn', 'expired')),
    refunded          bigint not null default 0,
    best_member       bigint references member,
    check ((status = 'open') = (ended_at is null)),
    check (status = 'open' or claimed_coins + refunded = amount),
    check (status <> 'drawn' or claimed = count),
    check ((words is not null) = (kind in ('passphrase', 'riddle'))),
    check ((kind = 'exclusive') = (to_member is not null)),
    unique (sender_account, client_message_id)
) with (fillfactor = 70);                           -- its counts change in their place
create unique index red_packet_message on red_packet (room_id, seq);
create index red_packet_open on red_packet (expires_at) where ended_at is null;
create index red_packet_spoken on red_packet (room_id) where ended_at is null and kind = 'passphrase';

-- Who has which share. One for each person, by the key.
create table red_packet_claim (
    red_packet bigint not null references red_packet,
    account_id bigint not null,
    member_id  bigint,                              -- null: from outside the room
    position   int not null check (position >= 0),
    coins      bigint not null check (coins > 0),
    at         timestamptz not null,
    primary key (red_packet, account_id)
);
