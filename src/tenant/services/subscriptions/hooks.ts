import { isoTime, parseIsoTime, problem } from '#kernel';

import type { Action, Hooks } from '../../behaviours/behaviour.ts';
import { authorize } from '../../odata/authorize.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import { readCertificate } from './encryption.ts';
import { type Watched, longestRichMinutes, ownerOf, readChangeTypes, readResource } from './resources.ts';

/** Source: learn.microsoft.com/graph/api/resources/subscription: at most 128 characters. */
const longestClientState = 128;
const minute = 60 * 1000;

export const subscriptionHooks: Readonly<Record<string, Hooks>> = {
  subscription: {
    /** Source: learn.microsoft.com/graph/api/subscription-post-subscriptions. The handshake follows, before anybody is answered. */
    create(context, values) {
      const resource = String(values['resource']);
      const watched = readResource(resource);
      if (watched === 'elsewhere')
        throw problem('GraphNotEmulated', { operation: `subscriptions to ${resource}` });
      if (watched === undefined) throw problem('GraphSubscriptionResource', { resource });
      if (watched.mailbox !== undefined && ownerOf(context.state, watched) === undefined)
        throw problem('GraphSubscriptionResource', { resource });
      if (readChangeTypes(String(values['changeType']), watched) === undefined)
        throw problem('GraphSubscriptionChangeType', { changeType: String(values['changeType']) });
      demandAddress('notificationUrl', values['notificationUrl']);
      if (values['lifecycleNotificationUrl'] !== undefined && values['lifecycleNotificationUrl'] !== null)
        demandAddress('lifecycleNotificationUrl', values['lifecycleNotificationUrl']);
      const isRich = values['includeResourceData'] === true;
      if (isRich) demandEncryption(watched, values);
      if (String(values['clientState'] ?? '').length > longestClientState)
        throw problem('GraphPropertyInvalid', { property: 'clientState', type: 'Subscription' });
      authorize(watched.reading, context.principal, undefined);
      const grantedFor = demandExpiry(context, values['expirationDateTime'], longestOf(watched, isRich));
      return {
        ...values,
        applicationId: context.principal.appId,
        creatorId: context.principal.objectId,
        latestSupportedTlsVersion: values['latestSupportedTlsVersion'] ?? 'v1_2',
        validated: false,
        removed: false,
        since: context.state.changes.last(),
        createdAt: isoTime(context.clock.now()),
        grantedFor,
      };
    },
    /**
     * Source: learn.microsoft.com/graph/api/subscription-update: its time and its address; and, with resource data, the certificate
     * (learn.microsoft.com/graph/change-notifications-with-resource-data, "Rotating certificates"). Nothing else.
     */
    update(context, row, values) {
      const { expirationDateTime, notificationUrl, encryptionCertificate, encryptionCertificateId, ...rest } =
        values;
      const encryption = {
        ...(encryptionCertificate !== undefined && { encryptionCertificate }),
        ...(encryptionCertificateId !== undefined && { encryptionCertificateId }),
      };
      const isRich = row['includeResourceData'] === true;
      const others = isRich ? rest : { ...rest, ...encryption };
      const [other] = Object.keys(others);
      if (other !== undefined) throw problem('GraphPropertyReadOnly', { property: other });
      if (notificationUrl !== undefined) demandAddress('notificationUrl', notificationUrl);
      if (encryptionCertificate !== undefined && readCertificate(String(encryptionCertificate)) === undefined)
        throw problem('GraphSubscriptionCertificate');
      return {
        ...encryption,
        ...(expirationDateTime !== undefined && {
          expirationDateTime,
          grantedFor: demandExpiry(context, expirationDateTime, longestOfRow(row)),
          remindedAt: null,
        }),
        ...(notificationUrl !== undefined &&
          notificationUrl !== row['notificationUrl'] && { pendingUrl: notificationUrl }),
      };
    },
    visible: (context, row) =>
      row['validated'] === true &&
      row['removed'] !== true &&
      row['applicationId'] === context.principal.appId &&
      Number(parseIsoTime(String(row['expirationDateTime']))) > context.clock.now(),
  },
};

export const subscriptionActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/subscription-reauthorize: the owner may still read; its time is not longer for that. */
  'subscription.reauthorize'(context, id) {
    const row = context.state.get('subscription', id);
    if (row === undefined || subscriptionHooks['subscription']?.visible?.(context, row) !== true)
      throw problem('GraphNotFound', { id });
    const watched = readResource(String(row['resource']));
    if (typeof watched === 'object') authorize(watched.reading, context.principal, undefined);
    context.state.update('subscription', id, { remindedAt: null });
    return { status: 204 };
  },
};

/** Source: learn.microsoft.com/graph/change-notifications-with-resource-data: directory objects are not among those that have it. */
function demandEncryption(watched: Watched, values: Readonly<Record<string, unknown>>): void {
  const resource = String(values['resource']);
  if (!watched.rich) throw problem('GraphSubscriptionResourceData', { resource });
  if (watched.select === undefined) throw problem('GraphSubscriptionSelect', { resource });
  for (const property of ['encryptionCertificate', 'encryptionCertificateId'])
    if (!values[property]) throw problem('GraphPropertyMissing', { property, type: 'Subscription' });
  if (readCertificate(String(values['encryptionCertificate'])) === undefined)
    throw problem('GraphSubscriptionCertificate');
}

function longestOf({ longestMinutes }: Watched, isRich: boolean): number {
  return isRich ? Math.min(longestMinutes, longestRichMinutes) : longestMinutes;
}

function longestOfRow(row: Row): number {
  const watched = readResource(String(row['resource']));
  return typeof watched === 'object' ? longestOf(watched, row['includeResourceData'] === true) : 0;
}

/** How long it was granted for, in milliseconds. */
function demandExpiry({ clock }: Context, value: unknown, longestMinutes: number): number {
  const until = (parseIsoTime(String(value)) ?? 0) - clock.now();
  if (until <= 0) throw problem('GraphSubscriptionPast');
  if (until > longestMinutes * minute) throw problem('GraphSubscriptionTooLong', { minutes: longestMinutes });
  return until;
}

/** https, as Graph demands; and what is on this very machine, for tests. */
function demandAddress(property: string, value: unknown): void {
  const text = String(value);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return;
  throw problem('GraphSubscriptionAddress', { property });
}

export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(host);
}
