/**
 * Five thousand guesses a second at the addresses of webhooks, each from another address: whoever has an address is served
 * meanwhile, no guess makes a job, and the answer takes as long whether a token is wrong or its webhook disabled.
 */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { Agent, request } from 'undici';

import { createWebhookListener } from '#api';
import { delay, newId, silentLogger, systemClock } from '#kernel';
import { createQueue } from '#queue';
import { type Database, migrate, openDatabase, openVault, sql, startPostgres } from '#store';

import type { Account } from '../src/automation/accounts/accounts.ts';
import { createConnectionTypes } from '../src/automation/assets/connection-types.ts';
import { createRedactors } from '../src/automation/redaction/redactors.ts';
import { createWebhookReceiver } from '../src/automation/webhooks/receiver.ts';
import { createGates } from '../src/automation/webhooks/token-gate.ts';
import { createWebhooks } from '../src/automation/webhooks/webhooks.ts';
import { type Measurement, percentile, rounded, timed } from './measurement.ts';
import { openServers } from './servers.ts';

const [perSecond, seconds, pairs] = [5_000, 4, 300];
const mostMilliseconds = 500;
const logger = silentLogger;

export async function measure(): Promise<Measurement[]> {
  const servers = await openServers();
  const postgres = await startPostgres({ directory: servers.file('postgres'), logger });
  const db = openDatabase({ connection: postgres.connection, logger });
  const queue = createQueue({ db, logger });
  const vault = openVault({ keyFile: servers.file('kek.json') });
  const clock = systemClock;
  const receiver = createWebhookReceiver({ db, queue, vault, clock, openGate: createGates(clock) });
  const [key, cert] = ['server.key', 'server.pem'].map((name) =>
    readFileSync(servers.file(name), 'utf8'),
  ) as [string, string];
  const refused = { admit: () => Promise.reject(), receive: () => Promise.reject() } as never;
  const trustedProxies = ['127.0.0.1'];
  const listener = createWebhookListener({
    receiver,
    events: refused,
    tls: { key, cert },
    trustedProxies,
    logger,
  });
  const agent = new Agent({ connect: { ca: servers.caPem } });
  try {
    await migrate(db, fileURLToPath(new URL('../sql', import.meta.url)));
    await queue.start();
    await listener.listen({ host: '127.0.0.1', port: 0 });
    const origin = `https://127.0.0.1:${(listener.server.address() as AddressInfo).port}`;
    const account = await fill(db);
    const redactors = createRedactors({ db, vault, types: createConnectionTypes({ db }), logger });
    const webhooks = createWebhooks({ db, vault, redactors, clock, origin });
    const make = async (name: string, isEnabled: boolean): Promise<string> =>
      (await webhooks.put(account, name, { runbook: 'r', isEnabled }, { objectId: 'bench' })).uri ?? '';
    const [uri, disabled] = [await make('open', true), await make('off', false)];
    let calls = 0;
    const post = (to: string): Promise<number> =>
      timed(async () => {
        calls += 1;
        const headers = { 'x-forwarded-for': `192.0.2.${calls % 250}` };
        const answer = await request(to, { dispatcher: agent, method: 'POST', body: 'x', headers });
        await answer.body.dump();
      });
    const during = async (until: () => boolean): Promise<number[]> => {
      const times: number[] = [];
      while (!until()) {
        times.push(await post(uri));
        await delay(20);
      }
      return times;
    };
    let looks = 0;
    const quiet = await during(() => looks++ >= 100);
    let isOver = false;
    const guesses = servers
      .start<{ statuses: Record<number, number>; milliseconds: number }>(
        'guesses',
        origin,
        servers.file('ca.pem'),
        String(perSecond),
        String(seconds),
      )
      .finally(() => (isOver = true));
    const busy = await during(() => isOver);
    const { statuses, milliseconds } = await guesses;
    const made = await count(db);
    const answered = statuses[400] ?? 0;
    const wrong = `${origin}/webhooks?token=${'x'.repeat(43)}`;
    const [asWrong, asDisabled]: [number[], number[]] = [[], []];
    for (let at = 0; at < pairs; at += 1) {
      asWrong.push(await post(wrong));
      asDisabled.push(await post(disabled));
    }
    const [mine, theirs] = [percentile(busy, 0.99), percentile(quiet, 0.99)];
    const [one, other] = [percentile(asWrong, 0.5), percentile(asDisabled, 0.5)];
    return [
      {
        name: `webhooks: ${perSecond} wrong tokens a second for ${seconds} s, each from another address; a caller with the address, p99 (reference: without guesses)`,
        ours: `${Math.round(mine)} ms (${Math.round((answered / milliseconds) * 1_000)} refused a second, ${made} jobs of ${busy.length + quiet.length} calls)`,
        reference: `${Math.round(theirs)} ms`,
        ratio: rounded(mine / theirs),
        budget: `≤ ${mostMilliseconds} ms, no job of a guess`,
        met:
          mine <= mostMilliseconds && made === busy.length + quiet.length && answered === perSecond * seconds,
      },
      {
        name: 'webhooks: how long the refusal of a wrong token takes, p50 (reference: of a right one whose webhook is disabled)',
        ours: `${rounded(one)} ms`,
        reference: `${rounded(other)} ms`,
        ratio: rounded(one / other),
        budget: 'from 0.85 to 1.15×',
        met: one / other >= 0.85 && one / other <= 1.15,
      },
    ];
  } finally {
    await agent.close();
    await listener.close();
    await queue.stop();
    await db.close();
    await postgres.stop();
    await servers.stop();
  }
}

async function count(db: Database): Promise<number> {
  return (await db.one<{ many: number }>(sql`select count(*)::int as many from job`)).many;
}

async function fill(db: Database): Promise<Account> {
  const id = newId();
  const limits = '{"concurrentJobs": 1000000, "newJobsPer30Seconds": 1000000}';
  await db.query(sql`
    insert into account (id, subscription_id, resource_group, name, location, limits, created_at, modified_at)
    values (${id}, 'subscription', 'group', 'main', 'local', ${limits}::jsonb, now(), now())`);
  await db.query(sql`insert into artifact (hash, content, created_at) values ('hash', '', now())`);
  await db.query(sql`
    insert into runbook (id, account_id, name, type, state, location, published_number, created_at, modified_at)
    values (gen_random_uuid(), ${id}, 'r', 'TypeScript', 'Published', 'local', 1, now(), now())`);
  await db.query(sql`
    insert into runbook_version (runbook_id, number, content, artifact_hash, parameters, published_at, published_by)
    select id, 1, '', 'hash', '[]', now(), 'bench' from runbook`);
  return { id, subscriptionId: 'subscription', resourceGroup: 'group', name: 'main' } as unknown as Account;
}
