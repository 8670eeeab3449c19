-- Agents that people build. What an agent is stands in its versions; the account shows the newest name and picture.
alter table agent alter column part drop not null;          -- null: built by a person
alter table agent
    add column owner_id   bigint references account,        -- null: the server's own
    add column version    int not null default 0,           -- the newest; 0: as the product brings it
    add column made_at    timestamptz,
    add column retired_at timestamptz;                      -- speaks no more, and is in no room
create index agent_owner on agent (owner_id) where owner_id is not null;

create table agent_version (
    account_id bigint not null references agent,
    number     int not null check (number > 0),
    definition text not null,                               -- JSON: weilu.agent.AgentDefinition
    made_by    bigint not null references account,
    made_at    timestamptz not null,
    note       text not null,
    primary key (account_id, number)
);
