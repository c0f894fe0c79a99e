-- Certificates and connections of an account: what runbooks sign in to other systems with.

create table certificate (
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  -- SHA-1 in upper-case hex, as Windows and Entra name a certificate.
  thumbprint text not null,
  expires_at timestamptz not null,
  is_exportable boolean not null,
  has_private_key boolean not null,
  -- Sealed: base64 of a PKCS#12 file (or of a certificate alone), and the password that opens it.
  content bytea not null,
  password bytea not null,
  description text not null default '',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index certificate_by_name on certificate (account_id, lower(name));
create index certificate_by_thumbprint on certificate (account_id, thumbprint);

-- Beside the built-in types, which are in the code.
create table connection_type (
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  is_global boolean not null,
  field_definitions jsonb not null,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index connection_type_by_name on connection_type (account_id, lower(name));

create table connection (
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  connection_type text not null,
  -- Sealed JSON map of texts.
  field_values bytea not null,
  description text not null default '',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index connection_by_name on connection (account_id, lower(name));
