import type { KeyObject } from 'node:crypto';

import { type Seal, type SealedEntry, firstHash, hashOf, signSeal } from '#audit-chain';
import { type Clock, type Logger, isoTime } from '#kernel';
import { type Database, type Transaction, inTurn, sql } from '#store';

import { createRounds } from '../rounds.ts';
import { type Anchor, createAnchoring } from './anchoring.ts';

/** Seals what came since the last time, once a second, and tells the seals to places outside of the database. */
export interface Sealing {
  start(): void;
  stop(): Promise<void>;
  /** One round, for those who cannot wait a second. */
  round(): Promise<void>;
}

const pause = 1_000;
const mostAtOnce = 2_000;
/** Of several control planes one seals at a time. The number is arbitrary, and ours alone in this database. */
const sealerLock = 7_443_001;

export function createSealing(options: {
  readonly db: Database;
  readonly privateKey: KeyObject;
  readonly anchors: readonly Anchor[];
  readonly logger: Logger;
  readonly clock: Clock;
}): Sealing {
  const { db, privateKey, anchors, logger, clock } = options;
  const anchoring = createAnchoring({ db, anchors, logger, clock });

  async function seal(): Promise<boolean> {
    let more = false;
    await inTurn(db, sealerLock, async (tx) => {
      const waiting = await unsealed(tx);
      more = waiting.length === mostAtOnce;
      if (waiting.length === 0) return;
      const sealed = chainOf(waiting, await headOf(tx));
      await writePlaces(tx, sealed);
      await writeSeal(tx, sealed.at(-1)!);
    });
    return more;
  }

  async function writeSeal(tx: Transaction, last: SealedEntry): Promise<void> {
    const { number } = await tx.one<{ number: number }>(
      sql`select coalesce(max(number), 0)::float8 + 1 as number from audit_seal`,
    );
    const { position, hash: head } = last;
    const made: Seal = signSeal({ number, position, head, time: isoTime(clock.now()) }, privateKey);
    await tx.query(sql`
      insert into audit_seal (number, position, head, time, key, signature)
      values (${made.number}, ${made.position}, ${made.head}, ${made.time}, ${made.key}, ${made.signature})`);
  }

  async function round(): Promise<void> {
    while (await seal());
    await anchoring.round();
  }

  const rounds = createRounds({ round, pause, logger, failed: 'the audit could not be sealed, and will be' });
  return {
    start: rounds.start,
    stop: rounds.stop,
    round,
  };
}

type Unsealed = Omit<SealedEntry, 'position' | 'hash'>;

function unsealed(tx: Transaction): Promise<Unsealed[]> {
  return tx.query<Unsealed>(sql`
    select id::float8 as id, to_char(time at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time,
      actor, action, resource, correlation_id as "correlationId", details
    from audit_entry where position is null order by id limit ${mostAtOnce}::integer`);
}

async function headOf(tx: Transaction): Promise<{ readonly position: number; readonly hash: string }> {
  const head = await tx.maybe<{ position: number; hash: string }>(sql`
    select position::float8 as position, hash from audit_entry where position is not null
    order by position desc limit 1`);
  return head ?? { position: 0, hash: firstHash };
}

function chainOf(
  entries: readonly Unsealed[],
  head: { readonly position: number; readonly hash: string },
): readonly SealedEntry[] {
  let { position, hash } = head;
  return entries.map((entry) => {
    position += 1;
    const placed = { ...entry, position };
    hash = hashOf(placed, hash);
    return { ...placed, hash };
  });
}

async function writePlaces(tx: Transaction, sealed: readonly SealedEntry[]): Promise<void> {
  await tx.query(sql`
    update audit_entry set position = place.position, hash = place.hash
    from unnest(${sealed.map(({ id }) => id)}::bigint[], ${sealed.map(({ position }) => position)}::bigint[],
      ${sealed.map(({ hash }) => hash)}::text[]) as place (id, position, hash)
    where audit_entry.id = place.id`);
}
