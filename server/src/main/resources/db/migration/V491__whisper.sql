-- 悄悄话: messages of a direct room that are about another room its person is in. Found by that room; nobody else's log
-- holds them.
create table whisper (
    room_id    bigint not null,
    seq        bigint not null,
    about_room bigint not null references room,
    about_seq  bigint not null,
    primary key (room_id, seq),
    foreign key (room_id, seq) references room_event (room_id, seq)
);
create index whisper_about on whisper (about_room, room_id, seq);
