-- Where in a trace the job was started, as W3C writes it; null where nobody traced.
alter table job add column trace text;
