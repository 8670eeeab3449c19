-- The model file that runs inside, with its limits. There is at most one; it goes when its provider is removed.
create table model_file (
    the_only         boolean primary key default true check (the_only),
    provider_id      bigint not null references provider on delete cascade,
    path             text not null,
    context_tokens   integer not null,
    threads          integer not null,
    memory_megabytes integer not null
);
