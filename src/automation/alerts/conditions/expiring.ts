import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, type Finding, asState, before, conditions } from '../alert.ts';

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
      ...own.map(({ name, expiresAt }) => finding(name, name, expiresAt)),
    ],
    open,
  );
};
