-- What agents remember: of a person, for that person's own conversations, or of a room, for its members. Never both.
create table memory (
    id         bigint generated always as identity primary key,
    account_id bigint references account on delete cascade,
    room_id    bigint references room on delete cascade,
    text       text not null check (text <> ''),
    at         timestamptz not null,            -- when it was last changed
    check ((account_id is null) <> (room_id is null))
);
create index memory_account on memory (account_id, id) where account_id is not null;
create index memory_room on memory (room_id, id) where room_id is not null;
