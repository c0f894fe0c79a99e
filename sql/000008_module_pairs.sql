-- Modules that do not load together, as the import test of a version found them.
alter table module_version add column pairs jsonb not null default '[]';
