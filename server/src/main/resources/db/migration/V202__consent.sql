-- What may be sent to models: nothing of a room whose models are off, and no words of a member who withholds theirs.
alter table room add column models_off boolean not null default false;
alter table member add column words_withheld boolean not null default false;
