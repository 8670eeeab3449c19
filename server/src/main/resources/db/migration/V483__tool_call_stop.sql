-- Somebody wants an approved call to end; whoever runs it ends it, and nobody begins it.
alter table tool_call add column stop_asked boolean not null default false;
