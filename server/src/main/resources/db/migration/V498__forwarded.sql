-- 转发: a room may keep its words to itself; and where a forwarded message came from, so that what its author lets models
-- read holds wherever it goes.
alter table room add column stays_here boolean not null default false;

create table forwarded (
    room_id     bigint not null,
    seq         bigint not null,
    from_room   bigint not null references room,
    from_member bigint references member,           -- who said it; null: imported, and asked by nobody
    at_most     text not null check (at_most in ('all', 'local', 'none')), -- what its sources let it be when it was forwarded
    primary key (room_id, seq),
    foreign key (room_id, seq) references room_event (room_id, seq)
);
