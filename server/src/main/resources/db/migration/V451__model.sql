-- A provider has several models. What is known of one by trying it (found) is never assumed.
create table model (
    id             bigint generated always as identity primary key,
    provider_id    bigint not null references provider on delete cascade,
    name           text not null,                       -- as the provider knows it
    shown_name     text not null default '',            -- as people see it; empty: its name
    enabled        boolean not null default true,
    trains_on_data boolean not null default false,      -- an admin says so
    price          jsonb,                               -- promptMicros, answerMicros, currency
    found          jsonb,                               -- what trying it showed, and when
    place          int not null,
    unique (provider_id, name)
);
insert into model (provider_id, name, place) select id, model, 1 from provider order by id;
alter table provider drop column model;

-- The preset says in which words the provider is told to think. Providers of the settings file have no author.
alter table provider add column preset text not null default 'other';
alter table provider add column place int not null default 0;
alter table provider add column from_settings boolean not null default false;
alter table provider alter column created_by drop not null;
update provider set place = id;
