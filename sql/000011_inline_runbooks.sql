-- Runbooks that others call inline, in the same process.

-- `{ name, file }` each: the runbook, and the name of the file in which the caller looks for it.
alter table runbook_version add column inline jsonb not null default '[]';
-- `{ file, name, artifactHash }` each, with all that those call in turn: as published when the job was accepted.
alter table job add column inline jsonb not null default '[]';
