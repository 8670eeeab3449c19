-- 入口: the number by which an agent is found. A new number makes the old link lead nowhere.
create table agent_entrance (
    account_id bigint primary key references agent,
    number     bigint not null unique,
    closed     boolean not null default false,
    opened_at  timestamptz not null
);
