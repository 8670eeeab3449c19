-- How coins come to be here; no row: as a new server begins.
create table coin_settings (
    one           boolean primary key default true check (one),
    starting_gift bigint not null check (starting_gift >= 0),
    daily_gift    bigint not null check (daily_gift >= 0),
    earned_max    bigint not null check (earned_max >= 0),    -- per person and day
    sent_max      bigint not null check (sent_max >= 0)
);

-- What a person earned and sent on a day of theirs. What is limited by it is counted in the transaction that moves the coins.
create table coin_day (
    account_id bigint not null references account on delete cascade,
    day        date not null,
    earned     bigint not null default 0,
    sent       bigint not null default 0,
    primary key (account_id, day)
);

-- The last daily gift of each person, and where they were then: who moves their clock gets no second one.
create table daily_gift (
    account_id bigint primary key references account on delete cascade,
    day        date not null,
    time_zone  text not null,
    at         timestamptz not null
);
