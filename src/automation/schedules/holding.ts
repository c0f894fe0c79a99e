import { type Transaction, sql } from '#store';

/**
 * Of what is about to be deleted with its links: before anything else of it, as the scheduler does, so that neither waits for what the
 * other has. (It holds a schedule and writes jobs of the account; that of a release before 000040 holds its links besides.)
 */
export async function holdSchedules(
  tx: Transaction,
  accountId: string,
  of: { readonly linkId?: string; readonly runbookId?: string } = {},
): Promise<void> {
  const { linkId = null, runbookId = null } = of;
  await tx.query(sql`
    select 1 from schedule s where account_id = ${accountId} and (
      ${linkId}::uuid is null and ${runbookId}::uuid is null
      or id in (select schedule_id from job_schedule where account_id = ${accountId} and (id = ${linkId} or runbook_id = ${runbookId})))
    order by id for no key update`);
}
