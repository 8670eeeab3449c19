-- The server's own PostgreSQL has a role of its own for what the server does from day to day: it owns nothing, and of the ledger
-- it may only read and add. Where there is no such role (an external database) the triggers refuse the same.
do $$
declare
    here text := current_schema();
begin
    execute format('alter function ledger_move() set search_path = %I, pg_temp', here);
    execute format('alter function ledger_whole() set search_path = %I, pg_temp', here);
    execute format('alter function ledger_lock(bigint[], uuid[]) set search_path = %I, pg_temp', here);
    if exists (select from pg_roles where rolname = 'weilu_server' and not rolsuper and not rolcreaterole) then
        execute format('grant usage on schema %I to weilu_server', here);
        execute format('grant select, insert, update, delete on all tables in schema %I to weilu_server', here);
        execute format('grant usage, select, update on all sequences in schema %I to weilu_server', here);
        execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to weilu_server', here);
        execute format('alter default privileges in schema %I grant usage, select, update on sequences to weilu_server', here);
        revoke update, delete on ledger_account, ledger_transfer, ledger_entry from weilu_server;
        revoke insert, update, delete on flyway_schema_history from weilu_server;
    end if;
end $$;
