import {
  type Arm,
  type BodyOf,
  type Resource,
  type WireResource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  equals,
  flat,
  segment,
} from './arm.ts';

export interface AlertProperties {
  readonly rule: string;
  readonly condition: string;
  /** What it is about, as ARM names it where it has a name. */
  readonly subject: string;
  readonly summary: string;
  readonly details: Readonly<Record<string, string>>;
  readonly state: 'Open' | 'Resolved' | 'Expired';
  readonly count: number;
  readonly episode: number;
  readonly firstSeenTime: string;
  readonly lastSeenTime: string;
  readonly closedTime: string | null;
  readonly snoozedUntil: string | null;
}
/** Its name is its id. */
export type Alert = Resource<AlertProperties>;

export interface AlertRuleRequest {
  readonly condition: string;
  readonly of?: string | undefined;
  readonly threshold?: number | undefined;
  readonly destinations?: string[] | undefined;
  readonly expiresAfterHours?: number | undefined;
  readonly isEnabled?: boolean | undefined;
}
export interface AlertRuleProperties {
  readonly condition: string;
  readonly of: string | null;
  readonly threshold: number | null;
  readonly destinations: readonly string[];
  readonly expiresAfterHours: number;
  readonly isEnabled: boolean;
  readonly watchedTime: string;
  /** Why it could not be looked at the last time. */
  readonly error: string | null;
}
export type AlertRule = Resource<AlertRuleProperties>;

export type AlertDestinationRequest = BodyOf<'Tenantry_PutAlertDestination'>['properties'];
export interface AlertDestinationProperties {
  readonly kind: 'webhook' | 'teams' | 'mail';
  readonly host: string;
  readonly port?: number;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly userName?: string;
  readonly allowPrivate: boolean;
  readonly isEnabled: boolean;
  /** Why the last delivery failed. */
  readonly error: string | null;
  readonly lastDeliveredTime: string | null;
  /** What calls of a webhook are signed with; only in the answer that made it. */
  readonly secret?: string;
}
export type AlertDestination = Resource<AlertDestinationProperties>;

export interface Alerts {
  list(filter?: { state?: string | undefined }): AsyncGenerator<Alert>;
  get(id: string): Promise<Alert>;
  /** Nobody is told of it until then (ISO 8601); null wakes it. */
  snooze(id: string, until: string | null): Promise<Alert>;
}
export interface AlertRules {
  list(): AsyncGenerator<AlertRule>;
  put(name: string, rule: AlertRuleRequest): Promise<AlertRule>;
  /** True when there was something to delete. */
  delete(name: string): Promise<boolean>;
}
export interface AlertDestinations {
  list(): AsyncGenerator<AlertDestination>;
  put(name: string, destination: AlertDestinationRequest): Promise<AlertDestination>;
  delete(name: string): Promise<boolean>;
  /** Sends a message that says that it is a test. */
  test(name: string): Promise<void>;
}

export function alerts(arm: Arm): Alerts {
  return {
    list: ({ state } = {}) => armList(arm, '/alerts', { $filter: equals('state', state) }),
    get: (id) => armGet(arm, `/alerts/${segment(id)}`),
    snooze: async (id, until) => {
      const json = { until } satisfies BodyOf<'Tenantry_SnoozeAlert'>;
      const path = `/alerts/${segment(id)}/snooze`;
      const answer = await arm.transport.call(armCall(arm, path, { method: 'POST', json }));
      return flat(answer.json<WireResource<AlertProperties>>());
    },
  };
}

export function alertRules(arm: Arm): AlertRules {
  const at = (name: string): string => `/alertRules/${segment(name)}`;
  return {
    list: () => armList(arm, '/alertRules'),
    put: (name, properties) =>
      armPut(arm, at(name), { name, properties } satisfies BodyOf<'Tenantry_PutAlertRule'>),
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function alertDestinations(arm: Arm): AlertDestinations {
  const at = (name: string): string => `/alertDestinations/${segment(name)}`;
  return {
    list: () => armList(arm, '/alertDestinations'),
    put: (name, properties) =>
      armPut(arm, at(name), { name, properties } satisfies BodyOf<'Tenantry_PutAlertDestination'>),
    delete: (name) => armDelete(arm, at(name)),
    test: async (name) => {
      await arm.transport.call(armCall(arm, `${at(name)}/test`, { method: 'POST' }));
    },
  };
}
