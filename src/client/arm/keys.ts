import { type Arm, armCall } from './arm.ts';

/** The key-encryption keys, by version; none is ever told itself. */
export interface KeyState {
  readonly place: string;
  readonly current: number;
  readonly versions: readonly number[];
  readonly records: readonly { readonly version: number; readonly count: number }[];
  readonly rotating: boolean;
  readonly broken: readonly {
    readonly table: string;
    readonly column: string;
    readonly key: readonly string[];
  }[];
}

export interface Keys {
  state(): Promise<KeyState>;
  /** Begins to seal everything with a new key, and returns at once. */
  rotate(): Promise<KeyState>;
}

export function keys(arm: Arm): Keys {
  const [subscription] = /^\/subscriptions\/[^/]+/.exec(arm.account) ?? [''];
  const path = `${subscription}/providers/Tenantry.Vault/keys`;
  const call = async (more: { path: string; method?: 'POST' }): Promise<KeyState> =>
    (await arm.transport.call({ ...armCall(arm, ''), ...more })).json();
  return {
    state: () => call({ path }),
    rotate: () => call({ path: `${path}/rotate`, method: 'POST' }),
  };
}
