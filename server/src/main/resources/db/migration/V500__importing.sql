-- Which import writes into a room now. A run renews it with each batch; one that stopped renewing may be replaced.
create table room_import (
    room_id bigint primary key references room,
    run     uuid,                       -- null: none
    seen_at timestamptz not null
);

-- What has been imported into a room, by an id made from where it came from: a second run finds it here, whoever runs
-- it, and so do replies to it.
create table imported_message (
    room_id           bigint not null,
    client_message_id uuid not null,
    seq               bigint not null,
    primary key (room_id, client_message_id)    -- written with its event in one transaction, by one method
);
