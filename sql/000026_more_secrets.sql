-- Keys of accounts are secrets of their account, too.

create trigger account_key_changed after insert or update or delete on account_key for each row
  execute function tenantry_count_secret_change();
