import type { KeyObject } from 'node:crypto';

import { type SealedEntry, firstHash, hashOf } from './entry.ts';
import { type Seal, isSignedBy } from './seal.ts';

/** Something in the audit is not as it was written. */
export interface Fault {
  readonly kind: 'changed' | 'missing' | 'unsealed' | 'forged seal' | 'cut off' | 'other history';
  /** The entry that it is about, where one can be named. */
  readonly position?: number;
  readonly message: string;
}

export interface Verified {
  readonly entries: number;
  readonly seals: number;
  /** How many of the anchors are in this history. */
  readonly anchors: number;
  readonly faults: readonly Fault[];
}

export interface Audit {
  /** By position. */
  readonly entries: AsyncIterable<SealedEntry> | Iterable<SealedEntry>;
  /** By number. */
  readonly seals: readonly Seal[];
  /** Seals as they were written down outside. */
  readonly anchors: readonly Seal[];
  readonly publicKey: KeyObject;
}

/** A history that is broken in many places is told by the first of them. */
const mostFaults = 20;

/**
 * Follows the whole chain. A changed entry does not give its hash; a removed one leaves a gap; one that was hashed anew does not
 * give the signed head of its seal; a tail that was cut off with its seals is missed by an anchor.
 */
export async function verifyAudit({ entries, seals, anchors, publicKey }: Audit): Promise<Verified> {
  const faults: Fault[] = [];
  const found = (fault: Fault): void => void (faults.length < mostFaults && faults.push(fault));

  const heads = headsOf(seals, publicKey, found);
  for (const anchor of anchors) {
    if (!isSignedBy(anchor, publicKey)) {
      found({
        kind: 'forged seal',
        message: `the anchor of seal ${anchor.number} is not signed by the audit's key`,
      });
    } else if (!heads.has(anchor.position))
      heads.set(anchor.position, { head: anchor.head, by: `anchor ${anchor.number}` });
    else if (heads.get(anchor.position)?.head !== anchor.head) {
      found({
        kind: 'other history',
        position: anchor.position,
        message: `seal ${anchor.number} stands outside with another head than here: this is not the history that was anchored`,
      });
    }
  }

  const { last, sealedFrom } = await followEntries(entries, heads, found);
  const beyond = [...heads].filter(([position]) => position > last);
  for (const [position, { by }] of beyond)
    found({
      kind: 'cut off',
      position: last + 1,
      message: `${by} reaches to entry ${position}, and the entries end at ${last}`,
    });
  if (beyond.length === 0 && sealedFrom <= last)
    found({
      kind: 'unsealed',
      position: sealedFrom,
      message: `the entries ${sealedFrom} to ${last} have positions but no seal`,
    });
  return { entries: last, seals: seals.length, anchors: anchors.length, faults };
}

type Heads = Map<number, { readonly head: string; readonly by: string }>;

function headsOf(seals: readonly Seal[], publicKey: KeyObject, found: (fault: Fault) => void): Heads {
  const heads: Heads = new Map();
  let expected = 1;
  for (const seal of seals) {
    if (seal.number !== expected)
      found({ kind: 'missing', message: `seal ${expected} is missing: the next one is ${seal.number}` });
    if (!isSignedBy(seal, publicKey))
      found({
        kind: 'forged seal',
        position: seal.position,
        message: `seal ${seal.number} (up to entry ${seal.position}) is not signed by the audit's key`,
      });
    else heads.set(seal.position, { head: seal.head, by: `seal ${seal.number}` });
    expected = seal.number + 1;
  }
  return heads;
}

async function followEntries(
  entries: Audit['entries'],
  heads: Heads,
  found: (fault: Fault) => void,
): Promise<{ readonly last: number; readonly sealedFrom: number }> {
  let previous = firstHash;
  let last = 0;
  let sealedFrom = 1;
  for await (const entry of entries) {
    const { position, hash } = entry;
    for (let missing = last + 1; missing < position; missing += 1)
      found({ kind: 'missing', position: missing, message: `entry ${missing} is missing` });
    // After a gap the hash before is not known: the next seals still tell.
    if (position === last + 1 && hashOf(entry, previous) !== hash)
      found({
        kind: 'changed',
        position,
        message: `entry ${position} (${entry.action} by ${entry.actor} at ${entry.time}) is not as it was written`,
      });
    const sealed = heads.get(position);
    if (sealed !== undefined) {
      if (sealed.head !== hash)
        found({
          kind: 'changed',
          position,
          message: `the entries ${sealedFrom} to ${position} are not those that ${sealed.by} was made over`,
        });
      sealedFrom = position + 1;
    }
    previous = hash;
    last = position;
  }
  return { last, sealedFrom };
}
