import {
  type Arm,
  type Resource,
  type WireResource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  flat,
  segment,
} from './arm.ts';
import type { JobOrder, ShownOrder } from '../job/job.ts';

/** What is absent stays as it is. */
export interface EventSourceRequest extends JobOrder {
  readonly kind?: 'MicrosoftGraph' | 'CloudEvents';
  readonly runbook?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly runOn?: string;
  readonly description?: string;
  readonly isEnabled?: boolean;
  /** Of Microsoft Graph, as a subscription names it: `users`, `groups/{id}/members`. */
  readonly resource?: string;
  readonly changeTypes?: readonly string[];
  readonly includeResourceData?: boolean;
  /** Of an identity that the account has; its own when absent. */
  readonly identityClientId?: string;
  /** Of CloudEvents: who may ask whether they may send. */
  readonly allowedOrigins?: readonly string[];
}

export interface EventSourceProperties extends ShownOrder {
  readonly kind: 'MicrosoftGraph' | 'CloudEvents';
  readonly isEnabled: boolean;
  readonly runbook: { readonly name: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly runOn: string | null;
  readonly description: string | null;
  readonly resource?: string;
  readonly changeTypes?: readonly string[];
  readonly includeResourceData?: boolean;
  readonly identityClientId?: string | null;
  readonly subscription?: {
    readonly id: string | null;
    readonly expirationTime: string | null;
    /** Why it could not be made or renewed the last time. */
    readonly error: string | null;
  };
  /** Of CloudEvents; empty but in the answer that makes it. */
  readonly uri?: string;
  readonly allowedOrigins?: readonly string[];
  readonly lastEventTime: string | null;
}
export type EventSource = Resource<EventSourceProperties>;

export interface EventSources {
  list(): AsyncGenerator<EventSource>;
  get(name: string): Promise<EventSource>;
  /** Resolves when Graph has the subscription. */
  put(name: string, source: EventSourceRequest): Promise<EventSource>;
  delete(name: string): Promise<boolean>;
  /** Of Graph: renews the subscription, or makes it again. Of CloudEvents: a new address. */
  renew(name: string): Promise<EventSource>;
}

export function eventSources(arm: Arm): EventSources {
  const at = (name: string, rest = ''): string => `/eventSources/${segment(name)}${rest}`;
  return {
    list: () => armList(arm, '/eventSources', {}),
    get: (name) => armGet(arm, at(name)),
    put: (name, { runbook, ...rest }) =>
      armPut(arm, at(name), {
        name,
        properties: { ...(runbook !== undefined && { runbook: { name: runbook } }), ...rest },
      }),
    delete: (name) => armDelete(arm, at(name)),
    renew: async (name) => {
      const answer = await arm.transport.call(armCall(arm, at(name, '/renew'), { method: 'POST' }));
      return flat(answer.json<WireResource<EventSourceProperties>>());
    },
  };
}
