-- What triggers and quotas ask of an agent all the time, as its newest version has it.
alter table agent
    add column keywords       text[] not null default '{}',
    add column turns_per_day  int,                          -- null: no limit of its builder's
    add column tokens_per_day bigint;

update agent set keywords = array(select json_array_elements_text(v.definition::json -> 'keywords')),
    turns_per_day = (v.definition::json -> 'budget' ->> 'turnsPerDay')::int,
    tokens_per_day = (v.definition::json -> 'budget' ->> 'tokensPerDay')::bigint
from agent_version v where v.account_id = agent.account_id and v.number = agent.version;
