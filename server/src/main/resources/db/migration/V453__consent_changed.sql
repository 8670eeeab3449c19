-- When a member chose last what their words may be sent to; only they see it.
alter table member add column consent_changed_at timestamptz;
-- What was set for everybody is in the log, and found without reading it.
create index room_event_consent on room_event (room_id, seq) where kind = 'consentChanged';
