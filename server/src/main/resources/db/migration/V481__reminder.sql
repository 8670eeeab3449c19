-- Reminders that agents set for people. Fires once for each time it is due: the message has an id made of both.
create table reminder (
    id          bigint generated always as identity primary key,
    number      int not null,               -- within the room, for people
    room_id     bigint not null references room,
    agent       bigint not null references member,
    asker       bigint not null references member,
    text        text not null,
    local_time  timestamp not null,         -- the next time, as the asker's clock shows it
    zone        text not null,
    next_at     timestamptz not null,       -- the same as an instant
    every       text not null,              -- none, daily, weekdays, weekly, monthly
    day_of_month int not null,              -- monthly: the day that was asked for, where the month has it
    ended_at    timestamptz,                -- fired for the last time, or cancelled
    made_at     timestamptz not null,
    turn_id     uuid not null,              -- who set it twice by a crash has set it once
    unique (room_id, number),
    unique (turn_id, text, local_time)
);
create index reminder_due on reminder (next_at) where ended_at is null;
