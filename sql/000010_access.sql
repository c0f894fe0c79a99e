-- Role assignments that people make over the API, beside those of the setup.
alter table role_assignment add column principal_type text not null default 'ServicePrincipal';
alter table role_assignment add column created_by text;
