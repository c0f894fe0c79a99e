import { isoTime, problem } from '#kernel';

import type { CloudEvent, KeyedEvent } from './cloud-event.ts';
import type { EncryptedContent } from './resource-data.ts';

/** Source: learn.microsoft.com/graph/api/resources/changenotification. A notification has a change or a lifecycle event. */
export interface GraphNotification {
  readonly id?: string;
  readonly subscriptionId?: string;
  readonly clientState?: string | null;
  readonly tenantId?: string;
  readonly subscriptionExpirationDateTime?: string;
  readonly changeType?: string;
  readonly lifecycleEvent?: string;
  readonly resource?: string;
  readonly resourceData?: Readonly<Record<string, unknown>> | null;
  readonly encryptedContent?: EncryptedContent;
}

export interface PostedNotifications {
  readonly value: readonly GraphNotification[];
  readonly validationTokens: readonly string[];
}

/** @throws EventInvalid */
export function readNotifications(body: Buffer): PostedNotifications {
  let read: unknown;
  try {
    read = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw problem('EventInvalid', { detail: 'it is no JSON document' }, error);
  }
  const { value, validationTokens = [] } = (read ?? {}) as Partial<Record<string, unknown>>;
  const isObject = (each: unknown): boolean => typeof each === 'object' && each !== null;
  if (!Array.isArray(value) || !value.every(isObject))
    throw problem('EventInvalid', { detail: 'value is no array of notifications' });
  return {
    value: value as GraphNotification[],
    validationTokens: (Array.isArray(validationTokens) ? validationTokens : []).filter(
      (each): each is string => typeof each === 'string',
    ),
  };
}

/** A change, with its resource data in the clear; named as Event Grid names events of Graph. */
export function changeEvent(
  notification: GraphNotification,
  decrypted: Readonly<Record<string, unknown>> | undefined,
  now: number,
): KeyedEvent {
  const { clientState: _, encryptedContent: _sealed, id, ...data } = notification;
  const { changeType = '', resource = '', resourceData, subscriptionId = '' } = notification;
  const change = id ?? changeIdOf(resourceData ?? {});
  const key =
    change === undefined ? undefined : JSON.stringify([subscriptionId, resource, changeType, change]);
  return {
    key,
    event: {
      ...frameOf(notification, `${typeNameOf(resourceData)}${capital(changeType)}`, now),
      id: id ?? change ?? `${resource} ${isoTime(now)}`,
      subject: resource,
      data: {
        ...data,
        ...((resourceData !== undefined || decrypted !== undefined) && {
          resourceData: { ...resourceData, ...decrypted },
        }),
      },
    },
  };
}

/** Something that a runbook cannot know from the changes it saw: it has to look at the resource as a whole. */
export function gapEvent(
  notification: GraphNotification & { readonly subscriptionId: string },
  resource: string,
  now: number,
): KeyedEvent {
  const { subscriptionId, lifecycleEvent = 'missed', tenantId = '' } = notification;
  const id = notification.id ?? `${lifecycleEvent} ${isoTime(now)}`;
  return {
    // A subscription is removed once, however often somebody is told, or finds out.
    key: JSON.stringify([subscriptionId, lifecycleEvent, lifecycleEvent === 'missed' ? id : '']),
    event: {
      ...frameOf(notification, `Subscription${capital(lifecycleEvent.replace(/^subscription/, ''))}`, now),
      id,
      subject: resource,
      data: { lifecycleEvent, resource, subscriptionId, tenantId },
    },
  };
}

function frameOf(
  { tenantId = '', subscriptionId = '' }: GraphNotification,
  type: string,
  now: number,
): Pick<CloudEvent, 'specversion' | 'source' | 'type' | 'time' | 'datacontenttype'> {
  return {
    specversion: '1.0',
    source: `/tenants/${tenantId}/subscriptions/${subscriptionId}`,
    type: `Microsoft.Graph.${type}`,
    time: isoTime(now),
    datacontenttype: 'application/json',
  };
}

/** What tells one change of an object from the next, where the notification has no id of its own. */
function changeIdOf(resourceData: Readonly<Record<string, unknown>>): string | undefined {
  const { sequenceNumber, eventTime, '@odata.etag': etag } = resourceData;
  const known = sequenceNumber ?? eventTime ?? etag;
  return typeof known === 'string' || typeof known === 'number' ? String(known) : undefined;
}

/** `#Microsoft.Graph.User` is a user. */
function typeNameOf(resourceData: GraphNotification['resourceData']): string {
  return capital(
    String(resourceData?.['@odata.type'] ?? 'Resource')
      .split('.')
      .at(-1)!,
  );
}

function capital(text: string): string {
  return text === '' ? '' : `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
