-- Tags that a worker gets with its token, whatever it states; null where it states its own.
alter table hybrid_join_token add column tags jsonb;
