-- What words a message holds, to find it by. Each key is a hash of a term, the room, and which stretch of 8,192
-- messages of the room it is in. So a search reads the newest stretches first and stops when a page is full: neither a
-- frequent word nor a large room makes it slow. Hits are checked against the text, so a clash of hashes shows nothing.
create table message_index (
    room_id bigint not null,
    seq     bigint not null,
    keys    int[] not null,
    primary key (room_id, seq)
);
create index message_index_keys on message_index using gin (keys);

-- Where a message stands in the embedding space (512 signed bytes); only for rooms that were asked something.
create table message_meaning (
    room_id bigint not null,
    seq     bigint not null,
    meaning bytea not null check (octet_length(meaning) = 512),
    primary key (room_id, seq)
);

-- How far the indexer has read each room's log.
create table index_cursor (
    room_id     bigint primary key references room,
    word_seq    bigint not null default 0,
    meaning_seq bigint not null default 0,
    meanings_wanted boolean not null default false  -- the room was asked something
);

-- Messages behind meaning_seq whose meaning is out of date, because they or a neighbour changed.
create table meaning_due (
    room_id bigint not null,
    seq     bigint not null,
    primary key (room_id, seq)
);
