import type { Credential } from '#worker-link';

import type { Credentials } from './credentials.ts';
import type { Variables } from './variables.ts';

/** What a job may ask for by name. */
export interface Assets {
  readonly variables: Variables;
  readonly credentials: Credentials;
  valueForJob(accountId: string, name: string): Promise<unknown>;
  setFromJob(accountId: string, name: string, value: unknown): Promise<void>;
  credentialForJob(accountId: string, name: string): Promise<Credential>;
}

export function createAssets({
  variables,
  credentials,
}: {
  readonly variables: Variables;
  readonly credentials: Credentials;
}): Assets {
  return {
    variables,
    credentials,
    valueForJob: async (accountId, name) => JSON.parse(await variables.reveal(accountId, name)),
    setFromJob: (accountId, name, value) =>
      variables.setValue(accountId, name, JSON.stringify(value ?? null)),
    credentialForJob: (accountId, name) => credentials.reveal(accountId, name),
  };
}
