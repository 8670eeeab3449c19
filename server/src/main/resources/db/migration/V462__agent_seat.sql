-- An agent's seat in a room: proposed by a member, approved by an admin with the tools it had then. A version that asks for
-- more runs with the approved ones until an admin says yes again.
create table agent_seat (
    room_id          bigint not null references room,
    account_id       bigint not null references agent,
    proposed_by      bigint not null references account,
    proposed_at      timestamptz not null,
    approved_by      bigint references account,             -- null: waits for an admin
    approved_at      timestamptz,
    approved_version int,
    approved_tools   text[] not null default '{}',
    primary key (room_id, account_id),
    check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (approved_version is null))
);
create index agent_seat_account on agent_seat (account_id);
