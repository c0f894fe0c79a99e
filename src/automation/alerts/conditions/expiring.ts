import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, type Finding, asState, before, conditions } from '../alert.ts';

/**
 * A hybrid worker renews its certificate when seven of its days are left: only one that has not for two days is told of. Without
 * it the worker has to be joined again by hand.
 */
const renewalOverdueDays = 5;

/** Certificates, webhooks, and keys of the installation and of the account's identities that end soon, or have ended. */
export const expiring: Condition = async ({ tx, rule, account, now, open, expiries }) => {
  const days = rule.threshold ?? conditions.expiring.usual;
  const until = before(now, -days, 'days');
  const assets = await tx.query<{ kind: string; name: string; expiresAt: Date }>(sql`
    select 'certificate' as kind, name, expires_at as "expiresAt" from certificate
    where account_id = ${rule.accountId} and expires_at < ${until}
    union all
    select 'webhook', name, expires_at from webhook
    where account_id = ${rule.accountId} and is_enabled and expires_at < ${until}`);
  const workers = await tx.query<{ name: string; group: string; expiresAt: Date }>(sql`
    select w.name, g.name as "group", max(c.valid_until) as "expiresAt"
    from hybrid_worker w join hybrid_worker_group g on g.id = w.group_id
      join hybrid_worker_certificate c on c.account_id = w.account_id and c.worker_id = w.id
    where w.account_id = ${rule.accountId} and w.revoked_at is null group by w.id, w.name, g.name
    having max(c.valid_until) < ${before(now, -Math.min(days, renewalOverdueDays), 'days')}`);
  const own = (await expiries(rule.accountId)).filter(({ expiresAt }) => expiresAt < until);
  const finding = (what: string, subject: string, expiresAt: Date): Finding => ({
    key: `expiry:${subject.toLowerCase()}`,
    subject,
    summary: `${what} ${expiresAt.getTime() < now ? 'expired' : 'expires'} at ${expiresAt.toISOString()}.`,
    details: { what, expires: expiresAt.toISOString() },
    at: new Date(now),
  });
  return asState(
    [
      ...assets.map(({ kind, name, expiresAt }) =>
        finding(`The ${kind} ${name}`, `${armId(account)}/${kind}s/${name}`, expiresAt),
      ),
      ...workers.map(({ name, group, expiresAt }) =>
        finding(
          `The certificate of the hybrid worker ${name}`,
          `${armId(account)}/hybridRunbookWorkerGroups/${group}/hybridRunbookWorkers/${name}`,
          expiresAt,
        ),
      ),
      ...own.map(({ name, expiresAt }) => finding(name, name, expiresAt)),
    ],
    open,
  );
};
