-- A file on disk, named by its content. The row's lock decides between putting it (again) and sweeping it away.
create table blob (
    hash       text primary key check (hash ~ '^[0-9a-f]{64}$'),
    bytes      bigint not null check (bytes > 0),
    media_type text not null,           -- as sniffed, or as the server wrote it
    profile    boolean not null default false,  -- a person's or room's picture: whoever knows its name may see it
    put_at     timestamptz not null     -- when it was last put; unused ones go a day later
);

-- What was put into a room: a picture, a file or a voice message. It belongs to its uploader until it is posted.
create table attachment (
    id             uuid primary key,
    room_id        bigint not null references room,
    uploader       bigint not null references member,
    blob           text not null references blob,
    thumbnail      text references blob,    -- pictures only
    kind           text not null check (kind in ('picture', 'file', 'voice')),
    name           text not null,
    media_type     text not null,
    bytes          bigint not null,
    width          int,
    height         int,
    seconds        int,
    waveform       int[],
    uploaded_at    timestamptz not null,
    posted_at      timestamptz              -- null: no message carries it yet
);
create index attachment_room on attachment (room_id);
create index attachment_blob on attachment (blob);
create index attachment_thumbnail on attachment (thumbnail) where thumbnail is not null;
create index attachment_waiting on attachment (uploaded_at) where posted_at is null;
