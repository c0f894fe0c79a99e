import { X509Certificate, createHash } from 'node:crypto';

import { isoTime, newSecret, parseIsoTime, problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import { demandOwnPrincipal } from './managed-identities.ts';
import { demandProof } from './proof.ts';
import type { Action } from '../behaviour.ts';
import type { StoredKey, StoredPassword } from './stored.ts';
import { instant } from '../instant.ts';

type Holder = 'application' | 'servicePrincipal';

const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/** Where the hash of a secret lies. */
export function secretSetting(keyId: string): string {
  return `secret:${keyId}`;
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}

/** Of the shape that Entra's own have, so that scanners for leaked secrets know it. Believed from public samples. */
function newClientSecret(): string {
  const text = newSecret(30);
  return `${text.slice(0, 3)}8Q~${text.slice(3, 37)}`;
}

/** Source: learn.microsoft.com/graph/api/application-addpassword: the only time that the secret is shown. */
const addPassword =
  (holder: Holder): Action =>
  (context, id, body) => {
    const { passwordCredential } = (body ?? {}) as {
      passwordCredential?: { displayName?: string; startDateTime?: string; endDateTime?: string };
    };
    const object = demand(context.state, holder, id);
    const start = passwordCredential?.startDateTime ?? instant(context);
    const end = passwordCredential?.endDateTime ?? isoTime(milliseconds(start) + twoYears);
    if (milliseconds(end) <= milliseconds(start)) throw problem('GraphCredentialDates');
    const secretText = newClientSecret();
    const stored: StoredPassword = {
      customKeyIdentifier: null,
      displayName: passwordCredential?.displayName ?? null,
      endDateTime: end,
      hint: secretText.slice(0, 3),
      keyId: context.newId(),
      startDateTime: start,
    };
    const passwords = (object['passwordCredentials'] ?? []) as readonly StoredPassword[];
    context.state.update(holder, id, { passwordCredentials: [...passwords, stored] });
    context.state.setSetting(secretSetting(stored.keyId), hashSecret(secretText));
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#microsoft.graph.passwordCredential`,
        ...stored,
        secretText,
      },
    };
  };

const removePassword =
  (holder: Holder): Action =>
  (context, id, body) => {
    const { keyId } = (body ?? {}) as { keyId?: string };
    if (typeof keyId !== 'string') throw problem('GraphPropertyMissing', { property: 'keyId', type: holder });
    const object = demand(context.state, holder, id);
    const passwords = (object['passwordCredentials'] ?? []) as readonly StoredPassword[];
    if (!passwords.some((each) => each.keyId === keyId)) throw problem('GraphPasswordUnknown', { keyId });
    context.state.update(holder, id, {
      passwordCredentials: passwords.filter((each) => each.keyId !== keyId),
    });
    return { status: 204 };
  };

/**
 * Source: learn.microsoft.com/graph/api/application-addkey. Rolls a certificate over: the proof is signed with one that
 * the object has already, so a first certificate comes by PATCH.
 */
const addKey =
  (holder: Holder): Action =>
  (context, id, body) => {
    const { keyCredential, proof } = (body ?? {}) as {
      keyCredential?: Record<string, unknown>;
      proof?: unknown;
    };
    if (keyCredential === undefined)
      throw problem('GraphPropertyMissing', { property: 'keyCredential', type: holder });
    const keys = keysOf(context, holder, id);
    demandProof(context, id, keys, proof);
    const added = newKey(context, keyCredential, holder);
    context.state.update(holder, id, { keyCredentials: [...keys, added] });
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#microsoft.graph.keyCredential`,
        ...added,
        key: null,
      },
    };
  };

const removeKey =
  (holder: Holder): Action =>
  (context, id, body) => {
    const { keyId, proof } = (body ?? {}) as { keyId?: string; proof?: unknown };
    if (typeof keyId !== 'string') throw problem('GraphPropertyMissing', { property: 'keyId', type: holder });
    const keys = keysOf(context, holder, id);
    demandProof(context, id, keys, proof);
    if (!keys.some((each) => each.keyId === keyId)) throw problem('GraphNotFound', { id: keyId });
    context.state.update(holder, id, { keyCredentials: keys.filter((each) => each.keyId !== keyId) });
    return { status: 204 };
  };

/** Keys of a managed identity are its resource's. */
const ofOwn =
  (action: Action): Action =>
  (context, id, ...rest) => {
    demandOwnPrincipal(demand(context.state, 'servicePrincipal', id));
    return action(context, id, ...rest);
  };

export const credentialActions: Readonly<Record<string, Action>> = {
  'application.addPassword': addPassword('application'),
  'application.removePassword': removePassword('application'),
  'application.addKey': addKey('application'),
  'application.removeKey': removeKey('application'),
  'servicePrincipal.addPassword': ofOwn(addPassword('servicePrincipal')),
  'servicePrincipal.removePassword': ofOwn(removePassword('servicePrincipal')),
  'servicePrincipal.addKey': ofOwn(addKey('servicePrincipal')),
  'servicePrincipal.removeKey': ofOwn(removeKey('servicePrincipal')),
};

/**
 * What a PATCH of `keyCredentials` leaves: those that it names by `keyId` stay as they are, the others are read from
 * their certificates, and what it does not name is gone.
 */
export function replaceKeys(
  context: Context,
  value: unknown,
  before: readonly StoredKey[],
  holder: string,
): StoredKey[] {
  const known = new Map(before.map((key) => [key.keyId, key]));
  return ((value ?? []) as readonly Record<string, unknown>[]).map((each) => {
    const kept = known.get(String(each['keyId']));
    if (kept === undefined) return newKey(context, each, holder);
    const changed = typeof each['key'] === 'string' && each['key'] !== kept.key;
    if (changed) throw problem('GraphKeyUnchangeable', { keyId: kept.keyId });
    return { ...kept, displayName: (each['displayName'] as string | undefined) ?? kept.displayName };
  });
}

/** Passwords are made by an action; a PATCH may only drop some. */
export function keepPasswords(value: unknown, before: readonly StoredPassword[]): StoredPassword[] {
  const wanted = new Set(((value ?? []) as readonly { keyId?: unknown }[]).map(({ keyId }) => keyId));
  const kept = before.filter(({ keyId }) => wanted.has(keyId));
  if (kept.length !== wanted.size) throw problem('GraphPasswordByAction');
  return kept;
}

function newKey(context: Context, given: Readonly<Record<string, unknown>>, holder: string): StoredKey {
  const invalid = (): Error => problem('GraphPropertyInvalid', { property: 'keyCredentials', type: holder });
  const { key, type = 'AsymmetricX509Cert', usage = 'Verify' } = given;
  if (typeof key !== 'string' || type !== 'AsymmetricX509Cert' || usage !== 'Verify') throw invalid();
  const certificate = readCertificate(key);
  if (certificate === undefined) throw invalid();
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const start = given['startDateTime'] === undefined ? from : milliseconds(String(given['startDateTime']));
  const end = given['endDateTime'] === undefined ? to : milliseconds(String(given['endDateTime']));
  if (end > to || end <= start) throw problem('GraphCredentialDates');
  return {
    customKeyIdentifier: Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64'),
    displayName: (given['displayName'] as string | undefined) ?? certificate.subject,
    endDateTime: toSecond(end),
    key: certificate.raw.toString('base64'),
    keyId: typeof given['keyId'] === 'string' ? given['keyId'] : context.newId(),
    startDateTime: toSecond(start),
    type,
    usage,
  };
}

/** Base64 of the DER form, or, as some scripts send it, of the PEM form. */
function readCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

function keysOf(context: Context, holder: Holder, id: string): readonly StoredKey[] {
  return (demand(context.state, holder, id)['keyCredentials'] ?? []) as readonly StoredKey[];
}

function milliseconds(text: string): number {
  const time = parseIsoTime(text);
  if (time === undefined) throw problem('GraphCredentialDates');
  return time;
}

function toSecond(time: number): string {
  return isoTime(time).replace(/\.\d{3}Z$/, 'Z');
}
