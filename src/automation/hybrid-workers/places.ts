import { newId, problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';

import type { HybridIdentity } from './identities.ts';
import { readRunOn } from './run-on.ts';

/** Told that there is another selection of a group's workers; the payload is the group's id. */
const channel = 'tenantry_worker_place';
/** Of one group at a time, with jobs. */
const mostSelections = 100;

/**
 * What a job with this `runOn` waits for: the id of a group, or of a selection of its workers by tags, which is made when it is
 * first asked for; null where it is for the workers of this installation. Rejects with `WorkerGroupUnknown`, with
 * `WorkerTagsMalformed`, and with `WorkerTagsTooMany`.
 */
export async function placeOfRunOn(
  tx: Transaction,
  accountId: string,
  runOn: string | undefined,
): Promise<string | null> {
  const asked = readRunOn(runOn);
  if (asked === null) return null;
  const group = await tx.maybe<{ id: string }>(sql`
    select id from hybrid_worker_group where account_id = ${accountId} and lower(name) = lower(${asked.group}) for key share`);
  if (group === undefined) throw problem('WorkerGroupUnknown', { name: asked.group });
  return Object.keys(asked.tags).length === 0 ? group.id : selection(tx, group.id, asked.tags);
}

async function selection(tx: Transaction, groupId: string, tags: object): Promise<string> {
  const text = JSON.stringify(tags);
  const find = () =>
    tx.maybe<{ id: string }>(sql`
      select id from hybrid_worker_selection where group_id = ${groupId} and tags = ${text}::jsonb for key share`);
  const known = await find();
  if (known !== undefined) return known.id;
  // Those that no job asks for any more make room; one that a job is being made for is locked.
  await tx.query(sql`
    delete from hybrid_worker_selection where id in (
      select id from hybrid_worker_selection s where group_id = ${groupId}
        and not exists (select 1 from job j where j.worker_group_id = s.id and j.ended_at is null)
        and (select count(*) from hybrid_worker_selection where group_id = ${groupId}) >= ${mostSelections}
      for update skip locked)`);
  await tx.query(sql`
    insert into hybrid_worker_selection (id, group_id, tags)
    select ${newId()}, ${groupId}, ${text}::jsonb
    where (select count(*) from hybrid_worker_selection where group_id = ${groupId}) < ${mostSelections}
    on conflict do nothing`);
  const made = await find();
  if (made === undefined) throw problem('WorkerTagsTooMany', { most: mostSelections });
  await tx.notify(channel, groupId);
  return made.id;
}

/** Which of them a worker takes jobs for. */
export interface Places {
  /** Ids of its group, and of the selections of the group that it has the tags of. */
  of(worker: HybridIdentity): Promise<readonly string[]>;
  /** Aborted when there is another one; `leave` when nobody waits for that any more. */
  whenMore(groupId: string): Promise<{ readonly signal: AbortSignal; leave(): void }>;
}

export function createPlaces({ db }: { readonly db: Database }): Places {
  const waiting = new Map<string, Set<AbortController>>();
  let listening: Promise<unknown> | undefined;
  const tell = (those: Iterable<AbortController> = []): void => {
    for (const each of those) each.abort();
  };

  return {
    async of({ accountId, id }) {
      const rows = await db.query<{ id: string }>(sql`
        select p.id from hybrid_worker w join hybrid_worker_place p on p.group_id = w.group_id and w.tags @> p.tags
        where w.account_id = ${accountId} and w.id = ${id}`);
      return rows.map((row) => row.id);
    },
    async whenMore(groupId) {
      listening ??= db.listen(
        channel,
        (group) => tell(waiting.get(group)),
        () => [...waiting.values()].forEach(tell),
      );
      await listening;
      const more = new AbortController();
      const those = waiting.get(groupId) ?? new Set();
      waiting.set(groupId, those.add(more));
      return {
        signal: more.signal,
        leave() {
          those.delete(more);
          if (those.size === 0 && waiting.get(groupId) === those) waiting.delete(groupId);
        },
      };
    },
  };
}
