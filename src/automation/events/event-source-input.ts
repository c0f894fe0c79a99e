import { problem } from '#kernel';

import type { JobOrder } from '../admission/order.ts';
import type { EventSource, EventSourceKind } from './event-source.ts';

/** As clients write an event source. What is absent stays as it is, or as it is by default. */
export interface EventSourceInput {
  readonly kind?: EventSourceKind | undefined;
  readonly runbook?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  /** A part that is absent stays as it is. */
  readonly order?: JobOrder | undefined;
  readonly description?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
  readonly resource?: string | undefined;
  readonly changeTypes?: readonly string[] | undefined;
  readonly includeResourceData?: boolean | undefined;
  /** Client id of an identity that the account has; empty for its own. */
  readonly identityClientId?: string | undefined;
}

/** What is the same for whoever is already there, and for whoever comes. */
export type EventSourceValues = Pick<
  EventSource,
  | 'kind'
  | 'runOn'
  | 'order'
  | 'description'
  | 'isEnabled'
  | 'allowedOrigins'
  | 'resource'
  | 'changeTypes'
  | 'withData'
  | 'identityClientId'
>;

/** What no path of ARM can carry, and what Azure's own message for names of assets lists. */
const forbiddenInNames = /[<>*%&:\\?.+/\p{Cc}]|\s$/u;
const knownChanges = ['created', 'updated', 'deleted'];
const mostOrigins = 50;
const longestResource = 1_000;

function invalid(detail: string): Error {
  return problem('EventSourceInvalid', { detail });
}

export function checkEventSourceName(name: string): void {
  if (name.length > 128 || forbiddenInNames.test(name)) throw invalid(`'${name}' is no name for one`);
}

/** @throws EventSourceInvalid */
export function readEventSource(input: EventSourceInput, known: EventSource | undefined): EventSourceValues {
  const kind = known?.kind ?? input.kind;
  if (kind === undefined) throw invalid('its kind is missing');
  if (input.kind !== undefined && input.kind !== kind)
    throw invalid(`its kind is ${kind}, and stays; make another one`);
  const values: EventSourceValues = {
    kind,
    runOn: input.runOn === undefined ? (known?.runOn ?? null) : input.runOn || null,
    order: { ...known?.order, ...saidOf(input.order) },
    description: input.description ?? known?.description ?? null,
    isEnabled: input.isEnabled ?? known?.isEnabled ?? true,
    allowedOrigins: (input.allowedOrigins ?? known?.allowedOrigins ?? []).map((each) => each.toLowerCase()),
    resource: input.resource ?? known?.resource ?? null,
    changeTypes: (input.changeTypes ?? known?.changeTypes ?? ['updated']).map((each) => each.toLowerCase()),
    withData: input.includeResourceData ?? known?.withData ?? false,
    identityClientId:
      input.identityClientId === undefined
        ? (known?.identityClientId ?? null)
        : input.identityClientId.toLowerCase() || null,
  };
  return kind === 'MicrosoftGraph' ? ofGraph(values) : ofCloudEvents(values, input);
}

function saidOf({ priority, concurrency }: JobOrder = {}): JobOrder {
  return { ...(priority !== undefined && { priority }), ...(concurrency !== undefined && { concurrency }) };
}

function ofGraph(values: EventSourceValues): EventSourceValues {
  const { resource, changeTypes, allowedOrigins } = values;
  if (resource === null || resource === '') throw invalid('its resource is missing, users for instance');
  if (resource.length > longestResource)
    throw invalid(`its resource has more than ${longestResource} characters`);
  const wrong = changeTypes.find((each) => !knownChanges.includes(each));
  if (wrong !== undefined || changeTypes.length === 0)
    throw invalid(`changeTypes are some of ${knownChanges.join(', ')}`);
  if (allowedOrigins.length > 0) throw invalid('allowedOrigins are for CloudEvents');
  return values;
}

function ofCloudEvents(values: EventSourceValues, input: EventSourceInput): EventSourceValues {
  for (const name of ['resource', 'changeTypes', 'includeResourceData', 'identityClientId'] as const)
    if (input[name] !== undefined) throw invalid(`${name} is for Microsoft Graph`);
  const { allowedOrigins } = values;
  if (allowedOrigins.length > mostOrigins) throw invalid(`there are at most ${mostOrigins} allowedOrigins`);
  const wrong = allowedOrigins.find((each) => !/^[a-z0-9.-]{1,253}$/.test(each));
  if (wrong !== undefined) throw invalid(`allowedOrigins: '${wrong}' is no name of a host`);
  return { ...values, changeTypes: [], withData: false };
}

/** Whether another subscription is needed. */
export function isAnother(a: EventSourceValues, b: EventSourceValues): boolean {
  const facts = ({ resource, changeTypes, withData, identityClientId }: EventSourceValues): string =>
    JSON.stringify([resource, changeTypes.toSorted(), withData, identityClientId]);
  return facts(a) !== facts(b);
}
