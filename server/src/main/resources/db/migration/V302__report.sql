-- What members have told the admins of a room about: one row for each message and member who did.
create table report (
    room_id    bigint not null,
    seq        bigint not null,
    reporter   bigint not null references member,
    reason     text not null,
    at         timestamptz not null,
    settled_at timestamptz,             -- null: still before the admins
    settled_by bigint references member,
    primary key (room_id, seq, reporter),
    foreign key (room_id, seq) references room_event (room_id, seq),
    check ((settled_at is null) = (settled_by is null))
);
create index report_open on report (room_id, at) where settled_at is null;

-- Edits after one's read position, to count those that mention one.
create index message_edit_event on message_edit (room_id, event_seq);
