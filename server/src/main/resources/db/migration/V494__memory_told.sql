-- Where a person told an agent to remember something, so that it can go with that conversation.
alter table memory add column told_in bigint references room on delete set null;
-- Which memories left, beside the messages: of the person who asked, and of the room.
alter table outbound_call
    add column memories      bigint[] not null default '{}',
    add column room_memories bigint[] not null default '{}',
    add column memory_count  int not null default 0;
