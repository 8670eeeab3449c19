-- 「只唤醒数学专家」: questions that are like these examples go to this model.
create table model_route (
    label    text primary key,
    model_id bigint not null references model on delete cascade,
    examples text[] not null,
    place    int not null
);
