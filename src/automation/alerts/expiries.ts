import { type Clock, type Lifespan, type Logger, isGood, parseIsoTime } from '#kernel';
import { type Database, sql } from '#store';

import type { AppKey, Directory } from '../identities/directory.ts';
import type { Expiry } from './alert.ts';

interface KeyHolder {
  readonly displayName: string;
  readonly keyCredentials?: readonly Credential[];
  readonly passwordCredentials?: readonly Credential[];
}
interface Credential {
  readonly keyId: string;
  readonly displayName?: string | null;
  readonly endDateTime?: string | null;
}

/** The directory is not asked more often than that. */
const rememberMilliseconds = 3_600_000;
/** When it did not answer. */
const againMilliseconds = 300_000;

/**
 * What ends by itself outside the database: certificates of the installation, as they are given, and the certificates and secrets
 * of the identities that jobs of an account may be, as the directory tells. What it told last counts until it tells anew.
 */
export function createExpiries(options: {
  readonly db: Database;
  readonly directory: Directory;
  readonly controlPlane: AppKey;
  readonly installation: readonly Expiry[];
  readonly clock: Clock;
  readonly logger: Logger;
}): (accountId: string) => Promise<readonly Expiry[]> {
  const { db, directory, controlPlane, installation, clock, logger } = options;
  const known = new Map<string, Lifespan & { readonly expiries: readonly Expiry[] }>();

  async function ofIdentities(accountId: string): Promise<Expiry[]> {
    const identities = await db.query<{ applicationId: string | null; principalId: string }>(sql`
      select application_object_id as "applicationId", principal_id as "principalId" from identity where account_id = ${accountId}
      union select u.application_object_id, u.principal_id from user_assigned_identity u
        join account_user_assigned_identity a on a.identity_id = u.id where a.account_id = ${accountId}`);
    const found: Expiry[] = [];
    for (const { applicationId, principalId } of identities) {
      // A managed identity has no application: its keys are its principal's.
      const holder =
        applicationId === null ? `/servicePrincipals/${principalId}` : `/applications/${applicationId}`;
      const identity = await directory.graph<KeyHolder>(
        controlPlane,
        'GET',
        `${holder}?$select=displayName,keyCredentials,passwordCredentials`,
      );
      found.push(
        ...expiriesOf(identity, 'certificate', identity.keyCredentials),
        ...expiriesOf(identity, 'secret', identity.passwordCredentials),
      );
    }
    return found;
  }

  return async (accountId) => {
    const last = known.get(accountId);
    if (last !== undefined && isGood(last, clock.now())) return [...installation, ...last.expiries];
    const asked = await ofIdentities(accountId).catch((error: unknown) => {
      logger.warn('when keys of identities end is not known', { account: accountId, error });
      return undefined;
    });
    const expiries = asked ?? last?.expiries ?? [];
    const from = clock.now();
    const until = from + (asked === undefined ? againMilliseconds : rememberMilliseconds);
    known.set(accountId, { from, until, expiries });
    return [...installation, ...expiries];
  };
}

function expiriesOf(
  { displayName }: KeyHolder,
  kind: string,
  credentials: readonly Credential[] = [],
): Expiry[] {
  return credentials.flatMap(({ keyId, displayName: name, endDateTime }) => {
    const ends = parseIsoTime(endDateTime ?? '');
    if (ends === undefined) return [];
    return [
      { name: `The ${kind} ${name || keyId} of the identity ${displayName}`, expiresAt: new Date(ends) },
    ];
  });
}
