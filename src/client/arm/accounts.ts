import { type Arm, type Resource, armDelete, armGet, armPut } from './arm.ts';

export interface AccountProperties {
  readonly state?: string;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  readonly description?: string | null;
}
export type Account = Resource<AccountProperties> & {
  /** The service principals that its jobs are: its own one, and those that it was given, by ARM's id. */
  readonly identity?: {
    readonly type: string;
    readonly principalId?: string;
    readonly tenantId?: string;
    readonly userAssignedIdentities?: Readonly<
      Record<string, { readonly clientId: string; readonly principalId: string }>
    >;
  };
};

/** The account that the client was made for. */
export interface Accounts {
  get(): Promise<Account>;
  /** Makes the account, or updates its tags. */
  create(options?: { location?: string; tags?: Readonly<Record<string, string>> }): Promise<Account>;
  /** False when there was none. */
  delete(): Promise<boolean>;
}

export function accounts(arm: Arm): Accounts {
  const name = decodeURIComponent(arm.account.slice(arm.account.lastIndexOf('/') + 1));
  return {
    get: () => armGet<AccountProperties>(arm, ''),
    create: ({ location = 'local', tags = {} } = {}) =>
      armPut<AccountProperties>(arm, '', {
        name,
        location,
        tags,
        properties: { sku: { name: 'Basic' } },
      }),
    delete: () => armDelete(arm, ''),
  };
}
