import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

import type { Clock } from '#kernel';
import { type Database, sql } from '#store';

/** Somebody who is signed in to the portal. */
export interface PortalSession {
  readonly principalId: string;
  /** For people: what the page says who they are. */
  readonly name: string;
  readonly userName: string;
  readonly accessToken: string;
  /** Milliseconds. */
  readonly accessTokenExpires: number;
  readonly refreshToken: string | undefined;
  readonly idToken: string;
}

/**
 * Sessions of the portal: in the database, so that every control plane knows them and a restart signs nobody out; encrypted with
 * a key that follows from the secret that the browser has, so that the database alone opens none.
 */
export interface PortalSessions {
  /** The secret, for the browser's cookie. */
  begin(session: PortalSession): Promise<{ readonly secret: string; readonly expires: Date }>;
  /** Undefined for whatever is no session, or none any more. */
  find(secret: string): Promise<PortalSession | undefined>;
  /** Newer tokens of the same session; it does not live longer for it. */
  renew(secret: string, session: PortalSession): Promise<void>;
  end(secret: string): Promise<void>;
}

/** A working day: whoever is still there then signs in again, which the issuer may do without asking. */
const lifetimeMilliseconds = 12 * 60 * 60 * 1000;
const secretBytes = 32;
const [ivBytes, tagBytes] = [12, 16];

export function createPortalSessions({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): PortalSessions {
  const now = (): Date => new Date(clock.now());
  return {
    async begin(session) {
      const secret = randomBytes(secretBytes).toString('base64url');
      const expires = new Date(clock.now() + lifetimeMilliseconds);
      await db.query(sql`delete from portal_session where expires_at < ${now()}`);
      await db.query(sql`
        insert into portal_session (id_hash, principal_id, content, created_at, expires_at)
        values (${hashOf(secret)}, ${session.principalId}, ${seal(secret, session)}, ${now()}, ${expires})`);
      return { secret, expires };
    },
    async find(secret) {
      if (!/^[\w-]{43}$/.test(secret)) return undefined;
      const row = await db.maybe<{ content: Buffer }>(sql`
        select content from portal_session where id_hash = ${hashOf(secret)} and expires_at > ${now()}`);
      return row === undefined ? undefined : unseal(secret, row.content);
    },
    async renew(secret, session) {
      await db.query(sql`
        update portal_session set content = ${seal(secret, session)} where id_hash = ${hashOf(secret)}`);
    },
    async end(secret) {
      await db.query(sql`delete from portal_session where id_hash = ${hashOf(secret)}`);
    },
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'tenantry portal session', 32));
}

function seal(secret: string, session: PortalSession): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(hashOf(secret));
  const text = Buffer.concat([cipher.update(JSON.stringify(session), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** What cannot be opened is no session: somebody else's row, or a damaged one. */
function unseal(secret: string, content: Buffer): PortalSession | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), content.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(hashOf(secret))
      .setAuthTag(content.subarray(ivBytes, ivBytes + tagBytes));
    const text = Buffer.concat([decipher.update(content.subarray(ivBytes + tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as PortalSession;
  } catch {
    return undefined;
  }
}
