-- What several ask of an agent at once is answered together: an ask can be joined to a turn that nobody has begun.
alter table turn add column merges boolean not null default false;      -- others may be joined to it
alter table turn add column begun boolean not null default false;       -- from now on nobody is
alter table turn add column waits_for uuid references turn;             -- it begins when this one is over, or a little later
update turn set begun = attempts > 0 or ended_at is not null;
create index turn_open_here on turn (room_id, member_id) where ended_at is null;
create index turn_waits on turn (waits_for) where waits_for is not null;
