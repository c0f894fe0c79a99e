import { certificateDer } from '#certificates';
import { isoTime, parseIsoTime, problem } from '#kernel';

import type { Directory } from '../identities/directory.ts';
import type { Identities } from '../identities/identities.ts';
import type { EventSourceRow } from './event-source.ts';

/** What Graph said of a subscription. */
export interface Granted {
  readonly subscriptionId: string;
  readonly expiresAt: Date;
  /** Client id of the identity that subscribed. */
  readonly applicationId: string;
}

/** What is told to Graph alone, and kept as hashes. */
export interface Address {
  readonly url: string;
  readonly clientState: string;
}

/** Subscriptions in the tenant, as an identity of the account. All reject with `EventSourceRefused` where Graph refuses. */
export interface GraphSubscriptions {
  make(source: EventSourceRow, address: Address, now: number): Promise<Granted>;
  /** Also authorizes it anew, and tells of another certificate. Undefined when it is not there any more. */
  renew(source: EventSourceRow, now: number): Promise<Granted | undefined>;
  /** One that is not there any more is fine. */
  remove(subscription: EndedSubscription): Promise<void>;
}

/** One that nobody needs any more. */
export interface EndedSubscription {
  readonly accountId: string;
  readonly subscriptionId: string;
  /** Of the identity that subscribed. */
  readonly identityClientId: string | null;
}

const graphResource = 'https://graph.microsoft.com';
const minute = 60_000;

/**
 * Source: learn.microsoft.com/graph/api/resources/subscription, "Subscription lifetime". What is not here gets an hour, the least that
 * any resource has at most. A minute less than allowed: clocks differ.
 */
function longestMinutes({ resource, withData }: Pick<EventSourceRow, 'resource' | 'withData'>): number {
  const path = (resource ?? '').replace(/^\//, '');
  const byPath = /^(users|groups)(\/[^/]+(\/(members|owners|manager))?)?$/i.test(path)
    ? 41_760
    : /^(users\/[^/]+|me)\/.*(messages|events|contacts)\b/i.test(path)
      ? 10_080
      : 60;
  return (withData ? Math.min(byPath, 1_440) : byPath) - 1;
}

export function createGraphSubscriptions({
  directory,
  identities,
}: {
  readonly directory: Directory;
  readonly identities: Identities;
}): GraphSubscriptions {
  async function send(
    { accountId, identityClientId }: Pick<EventSourceRow, 'accountId' | 'identityClientId'>,
    method: string,
    path: string,
    body?: unknown,
  ) {
    const request = {
      resource: graphResource,
      ...(identityClientId !== null && { clientId: identityClientId }),
    };
    const { accessToken, clientId } = await identities.token(accountId, directory.origin, request);
    return { ...(await directory.send(accessToken, method, path, body)), clientId };
  }

  const until = (source: EventSourceRow, now: number): string =>
    isoTime(now + longestMinutes(source) * minute);

  return {
    async make(source, { url, clientState }, now) {
      const { status, body, clientId } = await send(source, 'POST', '/subscriptions', {
        changeType: source.changeTypes.join(','),
        resource: source.resource,
        notificationUrl: url,
        lifecycleNotificationUrl: url,
        expirationDateTime: until(source, now),
        clientState,
        latestSupportedTlsVersion: 'v1_2',
        ...(source.withData && { includeResourceData: true, ...encryptionOf(source) }),
      });
      if (status !== 201) throw refused(status, body);
      return granted(body, clientId);
    },
    async renew(source, now) {
      const path = `/subscriptions/${encodeURIComponent(source.subscriptionId ?? '')}`;
      const change = {
        expirationDateTime: until(source, now),
        ...(source.withData && !source.certificateTold && encryptionOf(source)),
      };
      const { status, body, clientId } = await send(source, 'PATCH', path, change);
      if (status === 404) return undefined;
      if (status !== 200) throw refused(status, body);
      return granted(body, clientId);
    },
    async remove(source) {
      const path = `/subscriptions/${encodeURIComponent(source.subscriptionId)}`;
      const { status, body } = await send(source, 'DELETE', path);
      if (status >= 300 && status !== 404) throw refused(status, body);
    },
  };
}

/**
 * Source: learn.microsoft.com/graph/change-notifications-with-resource-data, "Rotating certificates": a renewal may bring another one,
 * and for some time what comes may still be encrypted for the one before.
 */
function encryptionOf({ id, certificate, certificateId }: EventSourceRow): object {
  return {
    encryptionCertificate: certificateDer(certificate ?? ''),
    encryptionCertificateId: certificateId ?? id,
  };
}

function granted(body: unknown, applicationId: string): Granted {
  const { id = '', expirationDateTime = '' } = body as { id?: string; expirationDateTime?: string };
  return { subscriptionId: id, expiresAt: new Date(parseIsoTime(expirationDateTime) ?? 0), applicationId };
}

function refused(status: number, body: unknown): Error {
  const { error } = (body ?? {}) as { error?: { code?: string; message?: string } };
  return problem('EventSourceRefused', {
    detail: `${status} ${error?.code ?? ''} ${error?.message ?? ''}`.trim(),
  });
}
