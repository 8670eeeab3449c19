-- Where tools of others come from: MCP servers by HTTP, MCP programs on this machine, and OpenAPI files. What such a server
-- offers is its own words; what of it may be used is what an admin approved, word by word.
create table tool_server (
    id            bigint generated always as identity primary key,
    kind          text not null check (kind in ('mcp_http', 'mcp_program', 'openapi')),
    name          text not null unique,             -- the first part of its tools' names
    address       text,                             -- of HTTP and OpenAPI
    command       text[],                           -- of a program, part by part
    document      text,                             -- of OpenAPI: the file as it was uploaded
    secret_header text,                             -- the header, or a program's variable, that carries the secret
    sealed_secret bytea,
    sealed_tokens bytea,                            -- what OAuth gave us, as JSON
    local_allowed boolean not null default false,   -- an admin allowed this origin although it is not public
    enabled       boolean not null default true,
    offered       text,                             -- the list as it was last seen, canonical JSON; null before
    offered_hash  text,
    offered_at    timestamptz,
    approved      text,                             -- the list as an admin approved it, with each tool's leave
    approved_hash text,
    leaves        text,
    approved_by   bigint references account,
    approved_at   timestamptz,
    suspended     boolean not null default false,   -- something changed since; only an admin's yes lifts it
    problem       text,                             -- why it could not be read the last time, or null
    created_by    bigint not null references account,
    created_at    timestamptz not null,
    check ((approved is null) = (approved_hash is null)),
    check ((approved is null) = (approved_by is null))
);
