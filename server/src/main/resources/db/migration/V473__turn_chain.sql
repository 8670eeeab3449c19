-- A chain is all that agents say because of one message of a person; it has one bill and one stop.
alter table turn add column chain_seq bigint;           -- that message
update turn set chain_seq = trigger_seq;
alter table turn alter column chain_seq set not null;
create index turn_chain on turn (room_id, chain_seq);

-- The same agent may be asked again about the same message: another try, of another model, or beside the first answer.
alter table turn add column attempt int not null default 0;
alter table turn add column model_id bigint;            -- the model that is wanted; null: whichever comes first
alter table turn add column beside uuid references turn;    -- the turn whose answer it stands beside
alter table turn add column merged bigint[] not null default '{}';  -- messages before the trigger that it answers too
alter table turn drop constraint turn_member_id_trigger_seq_key;
alter table turn add constraint turn_once unique (member_id, trigger_seq, attempt);

-- Everything was stopped here: no new turn for a chain that began at or before this position.
create table turn_stop (
    room_id bigint primary key references room,
    seq     bigint not null,
    by      bigint not null references member,
    at      timestamptz not null
);
