import { problem } from '#kernel';
import { type Database, type Queryable, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit } from '../audit/audit.ts';
import { type Actor, armId } from '../model.ts';

/** What a draft has to pass before it is published. */
export interface PublishingPolicy {
  /** Whether secrets in the text are told of, or keep it from being published. */
  readonly secretScan: 'warn' | 'refuse';
  /** Whether somebody else has to approve the text. */
  readonly review: 'none' | 'required';
}

const choices: Readonly<Record<keyof PublishingPolicy, readonly string[]>> = {
  secretScan: ['warn', 'refuse'],
  review: ['none', 'required'],
};
const byDefault: PublishingPolicy = { secretScan: 'warn', review: 'none' };

export interface PublishingPolicies {
  get(accountId: string): Promise<PublishingPolicy>;
  /** Changes what is given. @throws PublishingPolicyInvalid */
  update(
    account: Account,
    wanted: Readonly<Partial<Record<keyof PublishingPolicy, string | undefined>>>,
    actor: Actor,
  ): Promise<PublishingPolicy>;
}

export function createPublishingPolicies({ db }: { readonly db: Database }): PublishingPolicies {
  return {
    get: (accountId) => readPolicy(db, accountId),
    async update(account, wanted, actor) {
      const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
      for (const [setting, value = ''] of given) {
        if (!choices[setting as keyof PublishingPolicy].includes(value))
          throw problem('PublishingPolicyInvalid', { setting, value });
      }
      const changes = Object.fromEntries(given);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update account set publishing = publishing || ${JSON.stringify(changes)}::jsonb where id = ${account.id}`);
        await audit(tx, {
          actor: actor.objectId,
          action: 'Microsoft.Authorization/publishingPolicies/write',
          resource: armId(account),
          correlationId: actor.correlationId,
          details: changes,
        });
      });
      return readPolicy(db, account.id);
    },
  };
}

export async function readPolicy(queryable: Queryable, accountId: string): Promise<PublishingPolicy> {
  const row = await queryable.maybe<{ publishing: Partial<PublishingPolicy> }>(
    sql`select publishing from account where id = ${accountId}`,
  );
  return { ...byDefault, ...row?.publishing };
}
