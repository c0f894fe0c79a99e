import { type Clock, newId, newSecret, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, type Vault, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { checkedParameters } from '../jobs/creation.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { parametersToShow } from '../redaction/parameters-to-show.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { tokenHash } from '../webhooks/token-gate.ts';
import {
  type EventSourceInput,
  type EventSourceValues,
  checkEventSourceName,
  isAnother,
  readEventSource,
} from './event-source-input.ts';
import {
  type EventSource,
  type EventSourceRow,
  eventData,
  eventSourceBinding,
  eventSourceColumns,
  eventSourceTables,
} from './event-source.ts';
import type { SubscriptionKeeper } from './keeper.ts';
import { openEventParameters } from './starting.ts';

/** An event source that was written, and what is shown of it this once. */
export interface WrittenEventSource {
  readonly source: EventSource;
  readonly created: boolean;
  /** The address that was made for it: of CloudEvents alone, since Graph is told its own. */
  readonly uri?: string | undefined;
}

export interface EventSources {
  get(accountId: string, name: string): Promise<EventSource>;
  list(accountId: string, after?: string): Promise<Page<EventSource>>;
  /** Resolves when Graph has the subscription. Rejects with `EventSourceRefused`, and then leaves no new source behind. */
  put(account: Account, name: string, input: EventSourceInput, actor: Actor): Promise<WrittenEventSource>;
  /** Nothing of it is taken from then on; its subscription is ended at once, or later where Graph does not answer now. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** Of Graph: renews the subscription, or makes it again. Of CloudEvents: a new address; the one before counts no more. */
  renew(account: Account, name: string, actor: Actor): Promise<WrittenEventSource>;
}

/** As long as anybody may be at it. */
const leaseMilliseconds = 60_000;

export function createEventSources(options: {
  readonly db: Database;
  readonly vault: Vault;
  readonly redactors: Redactors;
  readonly clock: Clock;
  readonly keeper: Pick<SubscriptionKeeper, 'keep' | 'end'>;
  readonly origin: string;
}): EventSources {
  const { db, vault, redactors, clock, keeper, origin } = options;

  const findRow = (accountId: string, name: string, from: Queryable): Promise<EventSourceRow | undefined> =>
    from.maybe<EventSourceRow>(
      statement(
        `select ${eventSourceColumns} from ${eventSourceTables} where e.account_id = $1 and lower(e.name) = lower($2)`,
        [accountId, name],
      ),
    );

  async function demandRow(accountId: string, name: string, from: Queryable = db): Promise<EventSourceRow> {
    const row = await findRow(accountId, name, from);
    if (row === undefined) throw problem('EventSourceNotFound', { name });
    return row;
  }

  /** Without what is nobody's to see. */
  function open(row: EventSourceRow): EventSource {
    const {
      sealed: _,
      privateKey: _key,
      previousPrivateKey: _previous,
      tokenHash: _hash,
      clientStateHash: _state,
      ...rest
    } = row;
    return { ...rest, parameters: openEventParameters(vault, row) };
  }

  async function toShow(row: EventSourceRow): Promise<EventSource> {
    const source = open(row);
    const redactor = await redactors.ofAccount(row.accountId);
    return { ...source, parameters: parametersToShow(redactor, row.definitions, source.parameters) };
  }

  async function create(
    tx: Transaction,
    account: Account,
    name: string,
    input: EventSourceInput,
    values: EventSourceValues,
  ): Promise<string | undefined> {
    if (input.runbook === undefined)
      throw problem('EventSourceInvalid', { detail: 'its runbook is missing' });
    const given = input.parameters ?? {};
    const { runbookId, parameters } = await checkedParameters(tx, account.id, input.runbook, given, [
      eventData,
    ]);
    const id = newId();
    const isGraph = values.kind === 'MicrosoftGraph';
    const token = isGraph ? undefined : newSecret();
    await tx.query(sql`
      insert into event_source (id, account_id, name, kind, runbook_id, parameters, run_on, job_order, description, is_enabled, token_hash,
        allowed_origins, resource, change_types, with_data, identity_client_id, attention_at, leased_until, created_at, modified_at)
      values (${id}, ${account.id}, ${name}, ${values.kind}, ${runbookId}, ${sealed(id, parameters)}, ${values.runOn},
        ${JSON.stringify(values.order)}, ${values.description}, ${values.isEnabled}, ${token === undefined ? null : tokenHash(token)}, ${values.allowedOrigins},
        ${values.resource}, ${values.changeTypes}, ${values.withData}, ${values.identityClientId},
        ${isGraph ? new Date(clock.now()) : null}, ${isGraph ? leased() : null}, now(), now())`);
    return token === undefined ? undefined : addressOf(token);
  }

  async function change(
    tx: Transaction,
    account: Account,
    known: EventSourceRow,
    input: EventSourceInput,
    values: EventSourceValues,
  ): Promise<void> {
    const runbook = input.runbook ?? known.runbookName;
    const given = input.parameters ?? openEventParameters(vault, known);
    const { runbookId, parameters } = await checkedParameters(tx, account.id, runbook, given, [eventData]);
    await tx.query(sql`
      update event_source set runbook_id = ${runbookId}, parameters = ${sealed(known.id, parameters)}, run_on = ${values.runOn},
        job_order = ${JSON.stringify(values.order)}, description = ${values.description}, is_enabled = ${values.isEnabled}, allowed_origins = ${values.allowedOrigins},
        resource = ${values.resource}, change_types = ${values.changeTypes}, with_data = ${values.withData},
        identity_client_id = ${values.identityClientId}, modified_at = now() where id = ${known.id}`);
  }

  const sealed = (id: string, parameters: Readonly<Record<string, string>>): Buffer =>
    vault.seal(JSON.stringify(parameters), eventSourceBinding(id));
  const leased = (): Date => new Date(clock.now() + leaseMilliseconds);
  const addressOf = (token: string): string => `${origin}/events?token=${token}`;

  /** Another subscription, where what it is about has changed; it is tried even if the one before cannot be ended. */
  async function subscribe({ id, subscriptionId }: EventSourceRow, another: boolean): Promise<void> {
    if (another) {
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into ended_subscription (subscription_id, event_source, account_id, identity_client_id, expires_at)
          select subscription_id, name, account_id, application_id, expires_at from event_source
          where id = ${id} and subscription_id is not null and expires_at is not null on conflict do nothing`);
        await tx.query(sql`
          update event_source set subscription_id = null, attention_at = ${new Date(clock.now())}, leased_until = ${leased()}
          where id = ${id}`);
      });
      if (subscriptionId !== null) await keeper.end(subscriptionId);
    }
    await keeper.keep(id);
  }

  return {
    get: async (accountId, name) => toShow(await demandRow(accountId, name)),
    async list(accountId, after = '') {
      const rows = await db.query<EventSourceRow>(
        statement(
          `select ${eventSourceColumns} from ${eventSourceTables} where e.account_id = $1 and lower(e.name) > $2
           order by lower(e.name) limit ${pageSize + 1}`,
          [accountId, after],
        ),
      );
      return toPage(await Promise.all(rows.map(toShow)), (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      checkEventSourceName(name);
      const { before, uri } = await db.transaction(async (tx) => {
        const known = await findRow(account.id, name, tx);
        const values = readEventSource(input, known === undefined ? undefined : open(known));
        const made =
          known === undefined
            ? await create(tx, account, name, input, values)
            : await change(tx, account, known, input, values);
        const runbook = input.runbook ?? known?.runbookName ?? '';
        await audit(tx, {
          ...auditOf(account, known?.name ?? name, 'eventSources/write', actor),
          details: {
            runbook,
            kind: values.kind,
            ...(values.resource !== null && { resource: values.resource }),
          },
        });
        return { before: known, uri: made ?? undefined };
      });
      const row = await demandRow(account.id, name);
      const another = before !== undefined && isAnother(before, row);
      if (row.kind === 'MicrosoftGraph' && (row.subscriptionId === null || another))
        await subscribe(row, another).catch(async (error: unknown) => {
          if (before === undefined) await db.query(sql`delete from event_source where id = ${row.id}`);
          throw error;
        });
      return {
        source: await toShow(await demandRow(account.id, name)),
        created: before === undefined,
        uri,
      };
    },
    async remove(account, name, actor) {
      const known = await demandRow(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(sql`delete from event_source where id = ${known.id}`);
        await audit(tx, auditOf(account, known.name, 'eventSources/delete', actor));
      });
      if (known.subscriptionId !== null) await keeper.end(known.subscriptionId);
    },
    async renew(account, name, actor) {
      const token = newSecret();
      const known = await db.transaction(async (tx) => {
        const row = await demandRow(account.id, name, tx);
        if (row.kind === 'CloudEvents')
          await tx.query(sql`
            update event_source set token_hash = ${tokenHash(token)}, modified_at = now() where id = ${row.id}`);
        await audit(tx, auditOf(account, row.name, 'eventSources/renew/action', actor));
        return row;
      });
      if (known.kind === 'MicrosoftGraph') await subscribe(known, false);
      return {
        source: await toShow(await demandRow(account.id, name)),
        created: false,
        uri: known.kind === 'CloudEvents' ? addressOf(token) : undefined,
      };
    },
  };
}
