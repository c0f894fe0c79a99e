import { type Clock, isProblem, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql, statement } from '#store';

import { insertJob } from '../jobs/creation.ts';
import type { AccountPath } from '../model.ts';
import { isAmong } from './addresses.ts';
import { checkBody } from './body-schema.ts';
import { checkSignature, toleranceMilliseconds } from './signature.ts';
import type { OpenGate } from './token-gate.ts';
import { openWebhook } from './webhooks.ts';
import {
  type Webhook,
  type WebhookRow,
  webhookColumns,
  webhookData,
  webhookSecretBinding,
  webhookSource,
} from './webhook.ts';

/** What was posted to the listener. */
export interface WebhookCall {
  /** Of the address; undefined when it has none. */
  readonly token: string | undefined;
  /** As the caller wrote their names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where it came from. */
  readonly address: string;
}

export interface WebhookReceiver {
  /** Starts the runbook, and resolves with the job's id once the job cannot be lost. */
  receive(call: WebhookCall): Promise<string>;
}

export interface ReceiverOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly openGate: OpenGate;
}

type Found = WebhookRow & { readonly tokenHash: Buffer; readonly account: AccountPath };

export function createWebhookReceiver(options: ReceiverOptions): WebhookReceiver {
  const { db, queue, vault, clock, openGate } = options;
  const gate = openGate<Found>((hashes) =>
    db.query<Found>(
      statement(
        `select ${webhookColumns}, w.token_hash as "tokenHash", json_build_object('subscriptionId', a.subscription_id,
           'resourceGroup', a.resource_group, 'name', a.name) as account
         from ${webhookSource} join account a on a.id = w.account_id where w.token_hash = any($1::bytea[])`,
        [hashes],
      ),
    ),
  );

  /** One answer to whatever is wrong with the address, as Azure's. */
  async function admitted({ token, address }: WebhookCall): Promise<Found> {
    const found = await gate.find(token, address);
    if (found === undefined || !found.isEnabled || found.expiresAt.getTime() <= clock.now())
      throw problem('WebhookRefused');
    return found;
  }

  function secretsOf({ id, secret, previousSecret, previousUntil }: WebhookRow): string[] {
    const open = (sealed: Buffer): string => vault.openText(sealed, webhookSecretBinding(id));
    const previous =
      previousSecret !== null && previousUntil !== null && previousUntil.getTime() > clock.now();
    return [...(secret === null ? [] : [open(secret)]), ...(previous ? [open(previousSecret)] : [])];
  }

  /** The nonce of a signed call; undefined where no signature is wanted. */
  function signedNonce(found: WebhookRow, { headers, body }: WebhookCall): string | undefined {
    if (found.secret === null) return undefined;
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const checked = checkSignature(lower, body, { secrets: secretsOf(found), now: clock.now() });
    if ('refused' in checked) throw problem('WebhookSignatureRefused', { detail: checked.refused });
    return checked.nonce;
  }

  /** In the job's transaction: a call whose job was not made may come again. */
  async function remember(tx: Transaction, webhookId: string, nonce: string): Promise<void> {
    const now = clock.now();
    await tx.query(sql`
      delete from webhook_nonce where webhook_id = ${webhookId} and seen_at < ${new Date(now - 3 * toleranceMilliseconds)}`);
    const [fresh] = await tx.query(sql`
      insert into webhook_nonce (webhook_id, nonce, seen_at) values (${webhookId}, ${nonce}, ${new Date(now)})
      on conflict do nothing returning nonce`);
    if (fresh === undefined) throw problem('WebhookReplayed');
  }

  /**
   * Whichever control plane is called: what is left lies in the database, and comes back evenly over the minute. A call too many writes
   * nothing. The clocks of control planes differ a little: none of them takes time back.
   */
  async function demandLeft(webhookId: string, perMinute: number): Promise<void> {
    const now = new Date(clock.now());
    const [taken] = await db.query(sql`
      update webhook set calls_left = counted.left - 1, calls_counted_at = greatest(webhook.calls_counted_at, ${now})
      from (
        select id, least(${perMinute}::float8, coalesce(calls_left, ${perMinute}::float8) + ${perMinute}::float8
          * greatest(0, extract(epoch from ${now}::timestamptz - coalesce(calls_counted_at, ${now})))::float8 / 60) as left
        from webhook where id = ${webhookId} for update
      ) counted
      where webhook.id = counted.id and counted.left >= 1 returning webhook.id`);
    if (taken === undefined) throw problem('WebhookTooFast');
  }

  return {
    async receive(call) {
      const found = await admitted(call);
      const webhook = openWebhook(vault, found);
      if (webhook.allowedAddresses.length > 0 && !isAmong(webhook.allowedAddresses, call.address))
        throw problem('WebhookAddressRefused', { address: call.address });
      const nonce = signedNonce(found, call);
      if (webhook.requestsPerMinute !== null) await demandLeft(webhook.id, webhook.requestsPerMinute);
      const text = call.body.toString('utf8');
      const mismatch = webhook.bodySchema === null ? undefined : checkBody(webhook.bodySchema, text);
      if (mismatch !== undefined) throw problem('WebhookBodyRefused', { ...mismatch });
      return db.transaction(async (tx) => {
        if (nonce !== undefined) await remember(tx, webhook.id, nonce);
        await tx.query(
          sql`update webhook set last_invoked_at = ${new Date(clock.now())} where id = ${webhook.id}`,
        );
        return start(tx, { queue, vault }, found.account, webhook, dataOf(webhook, call, text));
      });
    },
  };
}

/** As Azure describes it, and as JSON: an object in every language. */
function dataOf({ name }: Webhook, { headers }: WebhookCall, body: string): string {
  return JSON.stringify({ WebhookName: name, RequestHeader: headers, RequestBody: body });
}

async function start(
  tx: Transaction,
  services: { readonly queue: Queue; readonly vault: Vault },
  account: AccountPath,
  webhook: Webhook,
  data: string,
): Promise<string> {
  const input = {
    name: newId(),
    runbook: webhook.runbookName,
    parameters: webhook.parameters,
    offered: { [webhookData]: data },
    runOn: webhook.runOn ?? undefined,
    tenant: 'main',
    order: webhook.order,
    submitted: true,
  };
  try {
    const actor = { objectId: `webhooks/${webhook.name}` };
    const { id } = await insertJob(tx, services, { ...account, id: webhook.accountId }, input, actor);
    return id;
  } catch (error) {
    // To a caller a runbook that cannot be started is not there.
    if (isProblem(error, 'RunbookNotPublished'))
      throw problem('RunbookNotFound', { name: webhook.runbookName }, error);
    throw error;
  }
}
