import { type Clock, newId, newSecret, problem } from '#kernel';
import { type Database, type Queryable, type Vault, sql, statement } from '#store';

import type { Account } from '../../accounts/accounts.ts';
import { audit, auditOf } from '../../audit/audit.ts';
import { type Actor, isName } from '../../model.ts';
import { testMessage } from '../telling.ts';
import {
  type AlertDestination,
  type DestinationInput,
  type DestinationSecrets,
  checkedDestination,
  destinationBinding,
  destinationColumns,
} from './destination.ts';
import type { Senders } from './senders.ts';

export interface WrittenDestination {
  readonly destination: AlertDestination;
  readonly created: boolean;
  /** What a webhook's calls are signed with: shown this once. */
  readonly secret?: string | undefined;
}

export interface AlertDestinations {
  list(accountId: string): Promise<AlertDestination[]>;
  /** @throws AlertDestinationNotFound */
  get(accountId: string, name: string): Promise<AlertDestination>;
  /** The whole of it; a webhook gets a new secret. @throws AlertDestinationInvalid */
  put(account: Account, name: string, input: DestinationInput, actor: Actor): Promise<WrittenDestination>;
  /** @throws AlertDestinationNotFound, AlertDestinationInUse */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** Sends a message that says that it is a test. @throws AlertNotDelivered, AlertDestinationRefused */
  test(account: Account, name: string, actor: Actor): Promise<void>;
}

export function createAlertDestinations(options: {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly senders: Senders;
}): AlertDestinations {
  const { db, vault, clock, senders } = options;

  async function find(
    accountId: string,
    name: string,
    from: Queryable,
  ): Promise<AlertDestination | undefined> {
    return from.maybe<AlertDestination>(
      statement(
        `select ${destinationColumns} from alert_destination where account_id = $1 and lower(name) = lower($2)`,
        [accountId, name],
      ),
    );
  }

  async function demand(accountId: string, name: string, from: Queryable): Promise<AlertDestination> {
    const destination = await find(accountId, name, from);
    if (destination === undefined) throw problem('AlertDestinationNotFound', { name });
    return destination;
  }

  return {
    list: (accountId) =>
      db.query<AlertDestination>(
        statement(
          `select ${destinationColumns} from alert_destination where account_id = $1 order by lower(name)`,
          [accountId],
        ),
      ),
    get: (accountId, name) => demand(accountId, name, db),
    async put(account, name, input, actor) {
      if (!isName(name))
        throw problem('AlertDestinationInvalid', {
          detail: 'its name begins with a letter, and has letters, digits, - and _',
        });
      const { kind, secrets: given, shown } = checkedDestination(input);
      const secret = kind === 'webhook' ? newSecret() : undefined;
      const secrets = { ...given, secret } satisfies DestinationSecrets & { secret?: string | undefined };
      return db.transaction(async (tx) => {
        const known = await find(account.id, name, tx);
        const id = known?.id ?? newId();
        const now = new Date(clock.now());
        await tx.query(sql`
          insert into alert_destination (id, account_id, name, kind, shown, secrets, allow_private, is_enabled, created_at, modified_at)
          values (${id}, ${account.id}, ${name}, ${kind}, ${JSON.stringify(shown)},
            ${vault.seal(JSON.stringify(secrets), destinationBinding(id))}, ${input.allowPrivate ?? false},
            ${input.isEnabled ?? true}, ${now}, ${now})
          on conflict (id) do update set kind = excluded.kind, shown = excluded.shown, secrets = excluded.secrets,
            allow_private = excluded.allow_private, is_enabled = excluded.is_enabled, error = null, modified_at = excluded.modified_at`);
        await audit(tx, {
          ...auditOf(account, name, 'alertDestinations/write', actor),
          details: { kind, shown, allowPrivate: input.allowPrivate ?? false },
        });
        const destination = await demand(account.id, name, tx);
        return { destination, created: known === undefined, ...(secret !== undefined && { secret }) };
      });
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const known = await demand(account.id, name, tx);
        const told = await tx.maybe<{ rule: string }>(sql`
          select name as rule from alert_rule where account_id = ${account.id}
            and exists (select 1 from unnest(destinations) as d (name) where lower(d.name) = lower(${name})) limit 1`);
        // Without it the rule would tell nobody, and nobody would know.
        if (told !== undefined) throw problem('AlertDestinationInUse', { name: known.name, rule: told.rule });
        await tx.query(sql`delete from alert_destination where id = ${known.id}`);
        await audit(tx, auditOf(account, known.name, 'alertDestinations/delete', actor));
      });
    },
    async test(account, name, actor) {
      const known = await demand(account.id, name, db);
      await db.transaction((tx) =>
        audit(tx, auditOf(account, known.name, 'alertDestinations/test/action', actor)),
      );
      const reason = await senders.send(known.id, testMessage(account, clock.now()));
      if (reason !== undefined) throw problem('AlertNotDelivered', { name: known.name, reason });
    },
  };
}
