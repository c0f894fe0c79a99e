import { type Clock, newId, newSecret, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, type Vault, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { checkedParameters } from '../jobs/creation.ts';
import { readBodySchema } from './body-schema.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { parametersToShow } from '../redaction/parameters-to-show.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { tokenHash } from './token-gate.ts';
import {
  checkRestrictions,
  checkWebhookName,
  expiryOf,
  tokenIn,
  type WebhookInput,
} from './webhook-input.ts';
import {
  type Webhook,
  type WebhookRow,
  webhookBinding,
  webhookColumns,
  webhookData,
  webhookSecretBinding,
  webhookSource,
} from './webhook.ts';

/** A webhook that was written, and what is shown of it this once. */
export interface WrittenWebhook {
  readonly webhook: Webhook;
  readonly created: boolean;
  /** The address that was made for it; absent when the client brought one. */
  readonly uri?: string | undefined;
  /** The secret that was made for it. */
  readonly secret?: string | undefined;
}

export interface Webhooks {
  /** An address that nobody has yet: it counts once a webhook is made with it. */
  newUri(): string;
  get(accountId: string, name: string): Promise<Webhook>;
  list(accountId: string, runbookName: string | undefined, after?: string): Promise<Page<Webhook>>;
  put(account: Account, name: string, input: WebhookInput, actor: Actor): Promise<WrittenWebhook>;
  update(account: Account, name: string, input: WebhookInput, actor: Actor): Promise<Webhook>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** A new secret; calls may be signed with the one before for so long. @throws WebhookNotSigned */
  rotate(account: Account, name: string, overlapMinutes: number, actor: Actor): Promise<WrittenWebhook>;
}

type Written = Omit<WrittenWebhook, 'webhook'> & { readonly row: WebhookRow };

export interface WebhooksOptions {
  readonly db: Database;
  readonly vault: Vault;
  readonly redactors: Redactors;
  readonly clock: Clock;
  /** Where callers reach the listener: `https://hooks.contoso.com`. */
  readonly origin: string;
}

export function openWebhook(vault: Vault, row: WebhookRow): Webhook {
  const { sealed, secret, previousSecret: _previous, definitions: _definitions, ...rest } = row;
  const parameters = JSON.parse(vault.openText(sealed, webhookBinding(row.id))) as Record<string, string>;
  return { ...rest, parameters, isSigned: secret !== null };
}

export function createWebhooks({ db, vault, redactors, clock, origin }: WebhooksOptions): Webhooks {
  const newUri = (): string => `${origin}/webhooks?token=${newSecret()}`;

  async function findRow(accountId: string, name: string, from: Queryable): Promise<WebhookRow | undefined> {
    return from.maybe<WebhookRow>(
      statement(
        `select ${webhookColumns} from ${webhookSource} where w.account_id = $1 and lower(w.name) = lower($2)`,
        [accountId, name],
      ),
    );
  }

  async function demandRow(accountId: string, name: string, from: Queryable): Promise<WebhookRow> {
    const row = await findRow(accountId, name, from);
    if (row === undefined) throw problem('WebhookNotFound', { name });
    return row;
  }

  async function toShow(row: WebhookRow): Promise<Webhook> {
    const webhook = openWebhook(vault, row);
    const redactor = await redactors.ofAccount(row.accountId);
    return { ...webhook, parameters: parametersToShow(redactor, row.definitions, webhook.parameters) };
  }

  const seal = (id: string, parameters: Readonly<Record<string, string>>): Buffer =>
    vault.seal(JSON.stringify(parameters), webhookBinding(id));

  async function create(
    tx: Transaction,
    account: Account,
    name: string,
    input: WebhookInput,
    actor: Actor,
  ): Promise<Written> {
    if (input.runbook === undefined) throw problem('WebhookInvalid', { detail: 'its runbook is missing' });
    const id = newId();
    const { runbookId, parameters } = await checkedParameters(
      tx,
      account.id,
      input.runbook,
      input.parameters ?? {},
      [webhookData],
    );
    const own = input.uri === undefined || input.uri === '' ? newUri() : undefined;
    const secret = input.signed === true ? newSecret() : undefined;
    const [made] = await tx.query(sql`
      insert into webhook (id, account_id, name, runbook_id, token_hash, expires_at, is_enabled, parameters, run_on,
        description, secret, allowed_addresses, requests_per_minute, body_schema, job_order,
        created_at, modified_at)
      values (${id}, ${account.id}, ${name}, ${runbookId}, ${tokenHash(tokenIn(own ?? input.uri ?? ''))},
        ${expiryOf(input.expiryTime, clock.now())}, ${input.isEnabled ?? true}, ${seal(id, parameters)},
        ${input.runOn || null}, ${input.description ?? null},
        ${secret === undefined ? null : vault.seal(secret, webhookSecretBinding(id))}, ${input.allowedAddresses ?? []},
        ${input.requestsPerMinute ?? null}, ${schemaText(input)}, ${JSON.stringify(input.order ?? {})}, now(), now())
      on conflict (token_hash) do nothing returning id`);
    if (made === undefined) throw problem('WebhookInvalid', { detail: 'its uri is that of another webhook' });
    await audit(tx, {
      ...auditOf(account, name, 'webhooks/write', actor),
      details: { runbook: input.runbook },
    });
    return { row: await demandRow(account.id, name, tx), created: true, uri: own, secret };
  }

  async function change(
    tx: Transaction,
    account: Account,
    known: Webhook,
    input: WebhookInput,
    actor: Actor,
  ): Promise<WebhookRow> {
    const now = clock.now();
    if (input.expiryTime !== undefined && known.expiresAt.getTime() <= now)
      throw problem('WebhookOver', { name: known.name });
    if (input.runbook !== undefined || input.parameters !== undefined)
      await restart(tx, account, known, input);
    const expires = input.expiryTime === undefined ? known.expiresAt : expiryOf(input.expiryTime, now);
    await tx.query(sql`
      update webhook set expires_at = ${expires},
        is_enabled = coalesce(${input.isEnabled ?? null}, is_enabled), run_on = coalesce(${input.runOn ?? null}, run_on),
        description = coalesce(${input.description ?? null}, description),
        allowed_addresses = coalesce(${input.allowedAddresses ?? null}, allowed_addresses),
        requests_per_minute = case when ${input.requestsPerMinute === undefined} then requests_per_minute
          else ${input.requestsPerMinute ?? null}::integer end,
        body_schema = case when ${input.bodySchema === undefined} then body_schema else ${schemaText(input)}::jsonb end,
        job_order = job_order || ${JSON.stringify(input.order ?? {})}::jsonb,
        modified_at = now() where id = ${known.id}`);
    if (input.uri !== undefined && input.uri !== '')
      await tx.query(
        sql`update webhook set token_hash = ${tokenHash(tokenIn(input.uri))} where id = ${known.id}`,
      );
    await audit(tx, {
      ...auditOf(account, known.name, 'webhooks/write', actor),
      details: { runbook: input.runbook ?? known.runbookName },
    });
    return demandRow(account.id, known.name, tx);
  }

  /** What it starts, and with what. */
  async function restart(
    tx: Transaction,
    account: Account,
    known: Webhook,
    { runbook = known.runbookName, parameters: given = known.parameters }: WebhookInput,
  ): Promise<void> {
    const { runbookId, parameters } = await checkedParameters(tx, account.id, runbook, given, [webhookData]);
    await tx.query(sql`
      update webhook set runbook_id = ${runbookId}, parameters = ${seal(known.id, parameters)} where id = ${known.id}`);
  }

  async function shown({ row, ...rest }: Written): Promise<WrittenWebhook> {
    return { webhook: await toShow(row), ...rest };
  }

  return {
    newUri,
    get: async (accountId, name) => toShow(await demandRow(accountId, name, db)),
    async list(accountId, runbookName, after = '') {
      const rows = await db.query<WebhookRow>(
        statement(
          `select ${webhookColumns} from ${webhookSource} where w.account_id = $1 and lower(w.name) > $2
             and ($3::text is null or lower(r.name) = lower($3)) order by lower(w.name) limit ${pageSize + 1}`,
          [accountId, after, runbookName ?? null],
        ),
      );
      return toPage(await Promise.all(rows.map(toShow)), (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      checkWebhookName(name);
      checkRestrictions(input);
      const written = await db.transaction(async (tx): Promise<Written> => {
        const known = await findRow(account.id, name, tx);
        if (known === undefined) return create(tx, account, name, input, actor);
        return { row: await change(tx, account, openWebhook(vault, known), input, actor), created: false };
      });
      return shown(written);
    },
    async update(account, name, input, actor) {
      checkRestrictions(input);
      const row = await db.transaction(async (tx) => {
        const known = openWebhook(vault, await demandRow(account.id, name, tx));
        return change(tx, account, known, input, actor);
      });
      return toShow(row);
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const known = await demandRow(account.id, name, tx);
        await tx.query(sql`delete from webhook where id = ${known.id}`);
        await audit(tx, auditOf(account, known.name, 'webhooks/delete', actor));
      });
    },
    async rotate(account, name, overlapMinutes, actor) {
      const written = await db.transaction(async (tx): Promise<Written> => {
        const known = await demandRow(account.id, name, tx);
        if (known.secret === null) throw problem('WebhookNotSigned', { name: known.name });
        const secret = newSecret();
        const until = new Date(clock.now() + overlapMinutes * 60_000);
        await tx.query(sql`
          update webhook set previous_secret = secret, previous_until = ${until},
            secret = ${vault.seal(secret, webhookSecretBinding(known.id))}, modified_at = now() where id = ${known.id}`);
        await audit(tx, auditOf(account, known.name, 'webhooks/rotateSecret/action', actor));
        return { row: await demandRow(account.id, name, tx), created: false, secret };
      });
      return shown(written);
    },
  };
}

function schemaText({ bodySchema }: WebhookInput): string | null {
  return bodySchema === undefined || bodySchema === null ? null : JSON.stringify(readBodySchema(bodySchema));
}
