-- The feed that a package of an environment came from; null when it was uploaded.
alter table environment_package add column feed text;
