-- A sign-in at a server of tools that is under way: what is needed to finish it, sealed.
alter table tool_server add column sealed_sign_in bytea;
