-- Nodes that share this database and live: each renews its row every second. What a crash of PostgreSQL empties, the next
-- beat makes again.
create unlogged table node (
    id      uuid primary key,
    seen_at timestamptz not null,           -- by the database's clock
    fast    boolean not null,               -- hears the others by the message bus, too
    kin     text not null                   -- tells whether it has the same key file as the others
);

-- Who is connected to which node; each node writes its own people.
create unlogged table node_presence (
    room_id   bigint not null,
    member_id bigint not null,
    node_id   uuid not null references node on delete cascade,
    primary key (room_id, node_id, member_id)
);
create index node_presence_node on node_presence (node_id);

-- Work for one node at a time: who takes it has it until then.
create table chore (
    name        text primary key,
    taken_until timestamptz not null
);
