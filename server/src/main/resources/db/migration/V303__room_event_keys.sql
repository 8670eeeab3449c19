-- Each message paid for two look-ups that could not fail: an event is written under the lock of its room's row, its author is
-- read from member in the same transaction, and neither a room nor a member is ever deleted. They were half of what an insert cost.
alter table room_event drop constraint room_event_room_id_fkey;
alter table room_event drop constraint room_event_author_fkey;

-- Which messages are answers of agents: a recall looks for those that quote it. An index on the event's text did this before, and
-- each insert paid for it.
create table message_answer (
    room_id bigint not null,
    seq     bigint not null,
    primary key (room_id, seq),
    foreign key (room_id, seq) references room_event (room_id, seq)
);
insert into message_answer (room_id, seq)
select room_id, seq from room_event where kind = 'messagePosted' and event like '%"answer":{%';
drop index room_event_answer;
