-- Whoever came into the room up to here, when greeting was switched on, is not greeted, however often the log is read.
alter table agent_manner add column greets_after bigint;
update agent_manner n set greets_after = r.head_seq from room r where r.id = n.room_id and n.greets;
