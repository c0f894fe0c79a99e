import type { Seal } from '#audit-chain';
import type { Clock, Logger } from '#kernel';
import { type Database, sql } from '#store';

/** A place outside of the database that is told of seals, so that the database cannot forget them. */
export interface Anchor {
  /** As it was configured: `file:/var/log/tenantry/seals.jsonl`. */
  readonly place: string;
  /** Resolves when they are there; rejects to be asked again later. */
  write(seals: readonly Seal[]): Promise<void>;
}

const mostAtOnce = 500;
const longestPause = 60_000;

/** Tells every anchor what it has not heard. One that cannot be reached is asked again later, and hears all of it then. */
export function createAnchoring(options: {
  readonly db: Database;
  readonly anchors: readonly Anchor[];
  readonly logger: Logger;
  readonly clock: Clock;
}): { round(): Promise<void> } {
  const { db, anchors, logger, clock } = options;
  const failures = new Map<Anchor, { count: number; notBefore: number }>();

  async function tell(anchor: Anchor): Promise<void> {
    const heard = await db.maybe<{ number: string }>(
      sql`select seal_number as number from audit_anchor where place = ${anchor.place}`,
    );
    const seals = await db.query<Seal>(sql`
      select number::float8 as number, position::float8 as position, head, time, key, signature
      from audit_seal where number > ${heard?.number ?? 0} order by number limit ${mostAtOnce}::integer`);
    const last = seals.at(-1);
    if (last === undefined) return;
    await anchor.write(seals);
    await db.query(sql`
      insert into audit_anchor (place, seal_number) values (${anchor.place}, ${last.number})
      on conflict (place) do update set seal_number = greatest(audit_anchor.seal_number, excluded.seal_number)`);
    if (failures.delete(anchor))
      logger.info('an anchor of the audit is there again', { place: anchor.place });
  }

  async function tryToTell(anchor: Anchor): Promise<void> {
    const failed = failures.get(anchor);
    if (failed !== undefined && clock.now() < failed.notBefore) return;
    try {
      await tell(anchor);
    } catch (error) {
      const count = (failed?.count ?? 0) + 1;
      failures.set(anchor, { count, notBefore: clock.now() + Math.min(1_000 * 2 ** count, longestPause) });
      if (count === 1)
        logger.warn('an anchor of the audit cannot be told, and will be', { place: anchor.place, error });
    }
  }

  return { round: async () => void (await Promise.all(anchors.map(tryToTell))) };
}
