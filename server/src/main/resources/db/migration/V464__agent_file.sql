-- Files that agents answer from, cut into passages. The file itself is not kept: what is read is what the passages hold.
create table agent_file (
    id         bigint generated always as identity primary key,
    owner_id   bigint not null references account,
    name       text not null,
    sha256     text not null,                   -- of the file as it came in, for the outbound ledger
    bytes      bigint not null,
    characters int not null,
    added_at   timestamptz not null
);
create index agent_file_owner on agent_file (owner_id);

create table agent_passage (
    file_id bigint not null references agent_file on delete cascade,
    number  int not null,
    page    int,                                -- null where the file has no pages
    text    text not null,
    meaning bytea not null,                     -- weilu.knowledge.Embedding
    primary key (file_id, number)
);
