import { type Queryable, type Transaction, sql } from '#store';

import { type AccountPath, type Actor, armId } from '../model.ts';

export interface AuditEntry {
  /** Object id of the principal, or the name of the part of Tenantry that acted. */
  readonly actor: string;
  /** As in Azure's role definitions: `Microsoft.Automation/automationAccounts/jobs/write`. */
  readonly action: string;
  readonly resource: string;
  readonly correlationId?: string | undefined;
  /** Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Written in the action's own transaction: an action whose audit cannot be written does not happen. */
export async function audit(
  tx: Transaction,
  { actor, action, resource, correlationId, details }: AuditEntry,
): Promise<void> {
  await tx.query(sql`
    insert into audit_entry (time, actor, action, resource, correlation_id, details)
    values (now(), ${actor}, ${action}, ${resource}, ${correlationId ?? null}, ${JSON.stringify(details ?? {})})`);
}

/** Many entries of one action, in one statement. */
export async function audited(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(sql`
    insert into audit_entry (time, actor, action, resource, correlation_id, details)
    select now(), * from unnest(${entries.map(({ actor }) => actor)}::text[], ${entries.map(({ action }) => action)}::text[],
      ${entries.map(({ resource }) => resource)}::text[], ${entries.map(({ correlationId }) => correlationId ?? null)}::text[],
      ${entries.map(({ details }) => JSON.stringify(details ?? {}))}::jsonb[])`);
}

/**
 * The entry of what a job does: it is about to get a secret, `auditOfJob(db, accountId, job, 'credentials/getCredential/action',
 * name)`, and does not get it when this cannot be written; or it sets a variable, in the transaction that does so.
 */
export async function auditOfJob(
  db: Queryable,
  accountId: string,
  jobId: string,
  action: string,
  name: string,
): Promise<void> {
  const [kind = ''] = action.split('/');
  await db.query(sql`
    insert into audit_entry (time, actor, action, resource)
    select now(), ${`jobs/${jobId}`}, ${`Microsoft.Automation/automationAccounts/${action}`},
      format('/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Automation/automationAccounts/%s/%s/%s',
        subscription_id, resource_group, name, ${kind}::text, ${name}::text)
    from account where id = ${accountId}`);
}

/** The entry of an action on something in an account: `auditOf(account, name, 'variables/write', actor)`. */
export function auditOf(account: AccountPath, name: string, action: string, actor: Actor): AuditEntry {
  const [kind = ''] = action.split('/');
  return {
    actor: actor.objectId,
    action: `Microsoft.Automation/automationAccounts/${action}`,
    resource: `${armId(account)}/${kind}/${name}`,
    correlationId: actor.correlationId,
  };
}

/** The same entry with what the actor was warned of: codes alone. */
export function warned(entry: AuditEntry, warnings: readonly { readonly code: string }[]): AuditEntry {
  if (warnings.length === 0) return entry;
  return { ...entry, details: { ...entry.details, warnings: warnings.map(({ code }) => code) } };
}
