import type pg from 'pg';

/** Where the server is: a URL, or a Unix socket with the embedded server's password. */
export type PgConnection =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

export function pgConfig(connection: PgConnection): pg.ClientConfig {
  const common = { application_name: 'tenantry', keepAlive: true };
  return 'url' in connection ? { ...common, connectionString: connection.url } : { ...common, ...connection };
}
