-- 1:1 with an agent: what its person chose for one conversation. The room itself holds its title.
create table conversation (
    room_id  bigint primary key references room,
    model_id bigint,                            -- null: automatic; a model that is gone counts as null
    thinking boolean not null default false     -- 深度思考
);
