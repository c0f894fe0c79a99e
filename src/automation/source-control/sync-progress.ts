import { problem } from '#kernel';
import { type Queryable, type Transaction, sql } from '#store';
import type { AttemptRef } from '#worker-link';

/** Who holds the row decides, one after the other, whether a synchronisation has ended. */
interface Open {
  readonly imported: boolean;
}

export async function addLine(
  to: Queryable,
  syncId: string,
  stream: 'Output' | 'Error',
  text: string,
): Promise<void> {
  await to.query(sql`
    insert into source_control_sync_stream (sync_id, sequence, stream, text, time)
    select ${syncId}, coalesce(max(sequence), 0) + 1, ${stream}, ${text}, now()
    from source_control_sync_stream where sync_id = ${syncId}`);
}

/** The attempt that counts, held until the transaction ends. Rejects with `StaleAttempt`. */
export async function demandSyncAttempt(tx: Transaction, { jobId, number }: AttemptRef): Promise<void> {
  const current = await tx.maybe(sql`
    select 1 from source_control_sync
    where id = ${jobId} and attempt = ${number} and not imported and ended_at is null for update`);
  if (current === undefined) throw problem('StaleAttempt', { job: jobId, number });
}

/** What a synchronisation asked to be published has been, or not: told in its streams, and the last of them ends it. */
export async function publishedInSync(
  tx: Transaction,
  syncId: string,
  runbook: string,
  failure: string | undefined,
): Promise<void> {
  const open = await tx.maybe<Open>(
    sql`select imported from source_control_sync where id = ${syncId} and ended_at is null for update`,
  );
  if (open === undefined) return;
  if (failure === undefined) await addLine(tx, syncId, 'Output', `Published ${runbook}.`);
  else await addLine(tx, syncId, 'Error', `${runbook} is a draft and was not published: ${failure}`);
  if (open.imported) await endIfDone(tx, syncId);
}

/** All is imported, and nothing that it asked for is still being published: it has ended, well if nothing was said against it. */
export async function endIfDone(tx: Transaction, syncId: string): Promise<void> {
  await tx.query(sql`
    update source_control_sync s set ended_at = now(),
      state = case when f.faults = 0 then 'Completed' else 'Failed' end,
      exception = case when f.faults > 0 then format('%s of the files could not be taken over. The Error stream names them.', f.faults) end
    from (select count(*) as faults from source_control_sync_stream where sync_id = ${syncId} and stream = 'Error') f
    where s.id = ${syncId} and s.ended_at is null
      and not exists (select from operation o where o.sync_id = s.id and o.status = 'InProgress')`);
}
