-- What an approved call brought for the answer after it: the files it made, uploaded and not posted yet, and the whole text
-- for the model, which is kept for an hour. No words of the room are in it.
alter table tool_call
    add column files uuid[] not null default '{}',
    add column told text;
create index tool_call_told on tool_call (ended_at) where told is not null;
