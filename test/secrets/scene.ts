import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { createLogger, delay, newId } from '#kernel';
import { sql, statement } from '#store';
import { startWorker } from '#worker';

import { afterFile } from '../../src/store/testing/after-file.ts';
import { type TestControlPlane, testControlPlane, version } from '../../src/api/testing/control-plane.ts';
import { publishRunbook } from '../../src/api/testing/builder.ts';
import * as sample from '../../src/certificates/testing/sample-pfx.ts';
import { packageRoot } from '../../src/worker/testing/workshop.ts';
import { copy, planted } from './runbooks.ts';

/** One of each kind, with characters that every encoding writes in a way of its own. */
export const secrets = {
  variable: 'Vx9-"quoted"+&<Sunflower>/ä71',
  credential: "Cr8'Marigold %$ö72?=",
  connection: 'Cn7~Dahlia\\back\\slash73',
  parameter: 'Pm6-Crocus+plus&and74#!',
  certificate: sample.openPfx,
} as const;

/** A whole system with hostile runbooks: all that it ever kept, said or wrote can be read. */
export interface Scene {
  readonly plane: TestControlPlane;
  /** Of control plane and worker. */
  readonly logLines: readonly string[];
  publish(name: string, type: string, source: string): Promise<void>;
  /** Runs the runbook to its end, with somebody who follows it. Returns the job's name and what the follower was told. */
  run(runbook: string, parameters?: Record<string, string>): Promise<{ name: string; followed: string }>;
}

export async function openScene(): Promise<Scene> {
  const logLines: string[] = [];
  const logger = createLogger((line) => logLines.push(line), 'debug');
  const plane = await testControlPlane({ logger });
  const directory = await mkdtemp(join(tmpdir(), 'tenantry-hostile-'));
  const authority = await createAuthority({ name: 'Test gateway' });
  const gateway = createGateway({ authority, logger });
  const worker = await startWorker({
    link: plane.link,
    name: 'hostile',
    gateway,
    authorityPem: authority.certificatePem,
    warmHosts: 1,
    concurrency: 2,
    isolation: 'prefer',
    directory,
    packageRoot,
    tenantCaPem: readFileSync(plane.caFile, 'utf8'),
    logger,
  });
  afterFile(async () => {
    await worker.stop();
    await gateway.close();
    await rm(directory, { recursive: true, force: true });
  });
  await plantSecrets(plane);
  return {
    plane,
    logLines,
    publish: (name, type, source) => publishRunbook(plane, name, source, type),
    async run(runbook, parameters = {}) {
      const name = newId();
      const path = `${plane.account}/jobs/${name}`;
      const made = await plane.call('PUT', `${path}?${version}`, {
        json: { properties: { runbook: { name: runbook }, parameters } },
      });
      if (made.status !== 201) throw new Error(made.text);
      const following = plane.call('GET', `${path}/follow?${version}`);
      for (;;) {
        const { properties } = (await plane.call('GET', `${path}?${version}`)).json<{
          properties: { endTime: string | null };
        }>();
        if (properties.endTime !== null) break;
        await delay(250);
      }
      return { name, followed: (await following).text };
    },
  };
}

async function plantSecrets(plane: TestControlPlane): Promise<void> {
  const { assets, accounts } = plane.automation;
  const { subscriptionId } = plane;
  const account = await accounts.get({ subscriptionId, resourceGroup: 'tenantry', name: 'main' });
  const actor = { objectId: 'test' };
  const variable = { value: JSON.stringify(secrets.variable), isEncrypted: true };
  await assets.variables.put(account, planted, variable, actor);
  await assets.variables.put(account, copy, { value: '""' }, actor);
  await assets.credentials.put(account, planted, { userName: 'robot', password: secrets.credential }, actor);
  const fields = { Key: { type: 'System.String', isEncrypted: true, isOptional: false } };
  await assets.connectionTypes.put(account, 'Api', fields, false, actor);
  const connection = { connectionType: 'Api', fieldValues: { Key: secrets.connection } };
  await assets.connections.put(account, planted, connection, actor);
  const certificate = { content: sample.pfx, password: sample.password, isExportable: true };
  await assets.certificates.put(account, planted, certificate, actor);
}

/** Every row of every table, as text: what a dump of the database has. */
export async function databaseDump({ db }: TestControlPlane): Promise<string> {
  const tables = await db.query<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const dumps: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await db.query<{ row: string }>(
      statement(`select t::text as row from "${schema}"."${name}" t`),
    );
    dumps.push(`== ${name}`, ...rows.map(({ row }) => row));
  }
  // A secret over several records stands in no row whole.
  const streams = await db.query<{ text: string; value: string | null }>(sql`
    select text, case when jsonb_typeof(value) = 'string' then value #>> '{}' else value::text end as value
    from job_stream order by job_id, attempt, sequence`);
  return [
    ...dumps,
    streams.map(({ text }) => text).join(''),
    streams.map(({ value }) => value).join(''),
  ].join('\n');
}

/** What a reader of the account is told by every route that reads. */
export async function everyAnswer(plane: TestControlPlane, jobs: readonly string[]): Promise<string[]> {
  const names: Readonly<Record<string, readonly string[]>> = {
    subscription: [plane.subscriptionId],
    group: ['tenantry'],
    account: ['main'],
    runbook: ['typescript', 'powershell', 'python', 'quiet'],
    job: jobs,
    name: [planted, copy, 'Api', ...jobs],
  };
  const reading = plane.routes.filter(({ method }) => method === 'GET');
  const answers: string[] = [];
  for (const { path } of reading) {
    // Held open by itself; it was read while the jobs ran.
    if (path.endsWith('/follow')) continue;
    for (const filled of fill(path, names)) {
      const answer = await plane.call('GET', `${filled}?${version}`);
      if (answer.status === 200) answers.push(`${filled}\n${answer.text}`);
      const streams = /"jobStreamId":"([^"]+)"/g;
      if (filled.endsWith('/streams') && answer.status === 200)
        for (const [, id] of answer.text.matchAll(streams))
          answers.push((await plane.call('GET', `${filled}/${id}?${version}`)).text);
    }
  }
  return answers;
}

function fill(path: string, names: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const [, placeholder] = /:(\w+)/.exec(path) ?? [];
  if (placeholder === undefined) return [path];
  return (names[placeholder] ?? []).flatMap((value) => fill(path.replace(`:${placeholder}`, value), names));
}

/** The forms in which a value is looked for: written here on their own, not as the product has them. */
export function formsToFind(secret: string): readonly string[] {
  const isLong = secret.length > 200;
  // Of a long one any part is enough.
  const part = isLong ? secret.slice(100, 160) : secret;
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  const inside = (bytes: Buffer, before: number): string => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(before === 0 ? 0 : 4, -4);
  };
  const base64 = ['utf8' as const, 'utf16le' as const].flatMap((encoding) =>
    [0, 1, 2].map((before) => inside(Buffer.from(part, encoding), before)),
  );
  const hex = Buffer.from(part).toString('hex');
  return [
    part,
    json(part),
    json(json(part)),
    encodeURIComponent(part),
    new URLSearchParams({ q: part }).toString().slice(2),
    ...(isLong ? [] : [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))]),
    hex,
    hex.toUpperCase(),
    hex.toUpperCase().match(/../g)!.join('-'),
    hex.toUpperCase().match(/../g)!.join(':'),
    hex.match(/../g)!.join(' '),
  ];
}

/** `variable in hex: …`: everything of the secrets that stands in the text. */
export function findSecrets(text: string): readonly string[] {
  return Object.entries(secrets).flatMap(([kind, secret]) =>
    formsToFind(secret)
      .filter((form) => text.includes(form))
      .map((form) => `${kind}: ${form.slice(0, 40)}`),
  );
}
