-- Coins, by double entry. The rows of transfers and entries are never changed, and balances are moved by the entries themselves:
-- nothing but a new transfer moves a coin, whoever writes it.

-- The lowest four bits of an id say what kind of account it is, and the rest whose; so a person's account is known without a look.
create table ledger_account (
    id         bigint primary key,
    kind       text not null check (kind = (array['issue', 'member', 'agent', 'escrow', 'payout'])[(id & 15)::int]),
    account_id bigint references account,       -- whose, of a member and of an agent
    purpose    text,                            -- of an escrow: what for, and which of these
    subject    text check (length(subject) <= 100),
    balance    bigint not null default 0,
    check (kind = 'issue' or balance >= 0),
    check (kind <> 'issue' or balance <= 0),
    -- What a browser holds exactly. All coins there are come out of the one that is issued from, so no sum can be more.
    check (balance between -9007199254740991 and 9007199254740991),
    check (account_id is not distinct from case when kind in ('member', 'agent') then id >> 4 end),
    check ((kind = 'escrow') = (purpose is not null)),
    check ((purpose is null) = (subject is null)),
    unique (purpose, subject)
) with (fillfactor = 60);                       -- a balance changes in its place, without a word to the indexes

create sequence ledger_escrow_number;

create table ledger_transfer (
    id         uuid primary key,                -- made by whoever asks for it: to ask again is harmless
    kind       text not null check (kind ~ '^[a-z][a-z_]{0,39}$'),
    reference  text not null check (length(reference) <= 200),  -- what it is for
    note       text check (length(note) <= 500),                -- a person's reason
    by_account bigint references account,       -- who decided it, where somebody did
    digest     bytea not null check (length(digest) = 32),      -- SHA-256 of all its content
    entries    int not null check (entries between 2 and 10000),
    phase      text not null check (phase in ('plain', 'reserved', 'posted', 'voided', 'expired')),
    settles    uuid references ledger_transfer, -- the reservation that it ends
    expires_at timestamptz,
    at         timestamptz not null,
    check ((settles is not null) = (phase in ('posted', 'voided', 'expired'))),
    check ((expires_at is not null) = (phase = 'reserved'))
);
create unique index ledger_transfer_settles on ledger_transfer (settles) where settles is not null;
create index ledger_transfer_expires on ledger_transfer (expires_at) where phase = 'reserved';

create table ledger_entry (
    id          bigint generated always as identity,    -- the order they came in
    transfer_id uuid not null,
    ordinal     int not null,
    account_id  bigint not null,
    amount      bigint not null check (amount <> 0 and amount between -1000000000000000 and 1000000000000000),
    primary key (transfer_id, ordinal)
);
create index ledger_entry_account on ledger_entry (account_id, id);

-- Once for a statement, not for a row: the entries of a transfer come whole, in one statement, and move the balances.
create function ledger_move() returns trigger language plpgsql security definer set search_path from current as $$
declare
    moved int;
    asked int;
begin
    if exists (
        select from (
            select transfer_id, count(*) as count, sum(amount) as sum, min(ordinal) as first, max(ordinal) as last
            from inserted group by transfer_id
        ) e left join ledger_transfer t on t.id = e.transfer_id
        where t.id is null or e.sum <> 0 or e.count <> t.entries or e.first <> 0 or e.last <> t.entries - 1
    ) then
        raise exception 'the entries of a transfer must be all of them, and their sum zero' using errcode = 'check_violation';
    end if;
    with moves as materialized (
        select account_id, sum(amount)::bigint as amount from inserted group by account_id
    ), done as (
        update ledger_account a set balance = a.balance + m.amount from moves m where a.id = m.account_id returning 1
    )
    select (select count(*) from done), (select count(*) from moves) into moved, asked;
    if moved <> asked then
        raise exception 'an entry names an account that is not there' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger ledger_entry_moves after insert on ledger_entry
    referencing new table as inserted for each statement execute function ledger_move();

-- At the commit, once for a transfer: it has its entries, and they sum to zero.
create function ledger_whole() returns trigger language plpgsql security definer set search_path from current as $$
declare
    found_count bigint;
    found_sum   numeric;
begin
    select count(*), coalesce(sum(amount), 0) into found_count, found_sum from ledger_entry where transfer_id = new.id;
    if found_count <> new.entries or found_sum <> 0 then
        raise exception 'a transfer must have its entries, and their sum be zero' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_transfer_whole after insert on ledger_transfer
    deferrable initially deferred for each row execute function ledger_whole();

create function ledger_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_transfer_stays before update or delete or truncate on ledger_transfer
    for each statement execute function ledger_refuse();
create trigger ledger_entry_stays before update or delete or truncate on ledger_entry
    for each statement execute function ledger_refuse();
create trigger ledger_account_stays before delete or truncate on ledger_account
    for each statement execute function ledger_refuse();
create trigger ledger_account_moves before update on ledger_account
    for each statement when (pg_trigger_depth() = 0) execute function ledger_refuse();
create trigger ledger_account_begins before insert on ledger_account
    for each row when (new.balance <> 0) execute function ledger_refuse();

-- Makes those accounts that are there from their first use (all but escrows), locks all in id order, and then looks which transfers there are already.
-- The accounts are given without repeats.
create function ledger_lock(accounts bigint[], transfers uuid[])
    returns table (account_id bigint, balance bigint, transfer_id uuid, digest bytea, at timestamptz)
    language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
begin
    if (select count(*) from ledger_account a where a.id = any(accounts)) < cardinality(accounts) then
        insert into ledger_account (id, kind, account_id)
        select n.id, (array['issue', 'member', 'agent', 'escrow', 'payout'])[(n.id & 15)::int],
            case when n.id & 15 in (2, 3) then n.id >> 4 end
        from unnest(accounts) as n (id) where n.id & 15 <> 4 order by n.id
        on conflict do nothing;
    end if;
    return query select a.id, a.balance, null::uuid, null::bytea, null::timestamptz
        from ledger_account a where a.id = any(accounts) order by a.id for no key update;
    if cardinality(transfers) > 0 then
        return query select null::bigint, null::bigint, t.id, t.digest, t.at
            from ledger_transfer t where t.id = any(transfers);
    end if;
end $$;
