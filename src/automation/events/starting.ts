import { createHash } from 'node:crypto';

import { TenantryError, newId } from '#kernel';
import type { Queue } from '#queue';
import { type Transaction, type Vault, sql } from '#store';

import { insertJobs } from '../jobs/together.ts';
import type { KeyedEvent } from './cloud-event.ts';
import { type EventSourceRow, eventData, eventSourceBinding } from './event-source.ts';

/**
 * A job for each event that did not come before: all of them or none, in the caller's transaction. Returns for each event its job,
 * which is the earlier one for what is known already.
 */
export async function startForEvents(
  tx: Transaction,
  services: { readonly queue: Queue; readonly vault: Vault },
  source: EventSourceRow,
  events: readonly KeyedEvent[],
  now: number,
): Promise<readonly string[]> {
  const keys = events.map(({ key }) => hashed(key ?? newId()));
  const unseen = new Set(await remember(tx, source.id, [...new Set(keys)], now));
  const fresh = events.flatMap((each, at) => (unseen.delete(keys[at]!) ? [{ ...each, key: keys[at]! }] : []));
  const parameters = openEventParameters(services.vault, source);
  const made = await insertJobs(
    tx,
    services,
    { ...source.account, id: source.accountId },
    fresh.map(({ event }) => ({
      name: newId(),
      runbook: source.runbookName,
      parameters,
      offered: { [eventData]: JSON.stringify(event) },
      runOn: source.runOn ?? undefined,
      order: source.order,
      tenant: 'main',
      actor: { objectId: `eventSources/${source.name}` },
    })),
  );
  const refused = made.find((each) => each instanceof TenantryError);
  if (refused !== undefined) throw refused;
  const ids = made.flatMap((each) => (each instanceof TenantryError ? [] : [each.id]));
  await tx.query(sql`
    update received_event r set job_id = made.job from unnest(${fresh.map(({ key }) => key)}::text[], ${ids}::uuid[]) as made (key, job)
    where r.event_source_id = ${source.id} and r.key = made.key`);
  await tx.query(sql`update event_source set last_event_at = ${new Date(now)} where id = ${source.id}`);
  return jobsOf(tx, source.id, keys);
}

/** Whoever brings the same at the same time waits here. Returns those that are new. */
async function remember(
  tx: Transaction,
  sourceId: string,
  keys: readonly string[],
  now: number,
): Promise<string[]> {
  // In one order, so that two batches with the same events do not wait for each other.
  const rows = await tx.query<{ key: string }>(sql`
    insert into received_event (event_source_id, key, received_at)
    select ${sourceId}, key, ${new Date(now)} from unnest(${keys.toSorted()}::text[]) key order by key
    on conflict do nothing returning key`);
  return rows.map(({ key }) => key);
}

async function jobsOf(tx: Transaction, sourceId: string, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ key: string; job: string | null }>(sql`
    select key, job_id as job from received_event where event_source_id = ${sourceId} and key = any(${keys}::text[])`);
  const jobs = new Map(rows.map(({ key, job }) => [key, job]));
  return keys.flatMap((key) => jobs.get(key) ?? []);
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function openEventParameters(
  vault: Vault,
  { id, sealed }: Pick<EventSourceRow, 'id' | 'sealed'>,
): Readonly<Record<string, string>> {
  return JSON.parse(vault.openText(sealed, eventSourceBinding(id))) as Record<string, string>;
}
