-- Made with V471 and V473 and never used.
alter table agent_manner drop column greets;
alter table turn drop column merged;
