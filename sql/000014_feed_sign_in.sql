-- Who signs in to a feed; the password is a record of the vault.
alter table gallery_feed add column user_name text, add column password bytea;
alter table gallery_feed add check ((user_name is null) = (password is null));
