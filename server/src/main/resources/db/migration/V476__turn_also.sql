-- What a turn answers besides its trigger: people who came in at once are greeted together.
create table turn_also (
    turn_id   uuid not null references turn,
    room_id   bigint not null references room,
    seq       bigint not null,
    member_id bigint not null references member,        -- whose it is
    primary key (turn_id, seq)
);
create index turn_also_place on turn_also (room_id, seq);

alter table agent_manner add column greets boolean not null default false;     -- whoever comes in
