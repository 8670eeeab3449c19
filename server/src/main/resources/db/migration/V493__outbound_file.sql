-- How large each file was that left, beside its content's hash in "files".
alter table outbound_call add column file_bytes bigint[] not null default '{}';
