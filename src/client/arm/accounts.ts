import { type Arm, type BodyOf, type Resource, armDelete, armGet, armPatch, armPut } from './arm.ts';

export interface AccountProperties {
  readonly state?: string;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  readonly description?: string | null;
  /** Hosts beyond Microsoft's that its jobs may call. */
  readonly allowedHosts: readonly string[];
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
  /** What is not named stays. */
  update(changes: { readonly allowedHosts?: readonly string[] }): Promise<Account>;
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
    update: ({ allowedHosts }) =>
      armPatch<AccountProperties>(arm, '', {
        properties: { ...(allowedHosts !== undefined && { allowedHosts: [...allowedHosts] }) },
      } satisfies BodyOf<'AutomationAccount_Update'>),
    delete: () => armDelete(arm, ''),
  };
}
