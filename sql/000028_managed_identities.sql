-- Identities are managed ones now: principals without an application. Those that were made before keep theirs.
alter table identity alter column application_object_id drop not null;
alter table user_assigned_identity alter column application_object_id drop not null;
