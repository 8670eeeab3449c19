-- Consent knows three answers now: all models, only those on the server's own machines, none.
alter table room
    add column consent  text not null default 'all' check (consent in ('all', 'local', 'none')),  -- of who has not chosen
    add column no_store boolean not null default false;     -- the ledger keeps hashes and counts, and nothing trains on it
alter table member add column consent text check (consent in ('all', 'local', 'none'));           -- null: not chosen
update member set consent = 'none' where words_withheld;
alter table member drop column words_withheld;

-- What the ledger keeps of a room that is not to be stored: how many messages there were, and a keyed hash of each part.
alter table outbound_call
    add column no_store      boolean not null default false,
    add column message_count int,
    add column file_count    int,
    add column part_hashes   text[] not null default '{}';
update outbound_call set message_count = cardinality(messages), file_count = cardinality(files);
alter table outbound_call alter column message_count set not null, alter column message_count set default 0;
alter table outbound_call alter column file_count set not null, alter column file_count set default 0;
create index outbound_call_at on outbound_call (room_id, at);
