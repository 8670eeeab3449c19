-- Who took a room's words along as a file, and how far they reached: every member of the room sees it.
create table room_export (
    id        uuid primary key,
    room_id   bigint not null references room,
    member_id bigint not null references member,
    at        timestamptz not null,
    up_to     bigint not null,
    files     boolean not null
);
create index room_export_room on room_export (room_id, at);
