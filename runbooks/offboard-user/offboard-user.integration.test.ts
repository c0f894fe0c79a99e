import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Agent, type RequestInit, fetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createAuthority, createClientCertificate, issueServerCertificate } from '#certificates';
import { clientCertificateToken } from '#client';
import { createGraphClient } from '#graph';
import { newId } from '#kernel';
import type { Log, RunContext, Step } from '#runbook';
import { type RunningTenant, automationMailbox, startTenant } from '#tenant';

import type offboardUser from './offboard-user.ts';

// Node.js itself loads the runbook, as it stands in the gallery: by the package's public names.
const load = createRequire(import.meta.url);
const runbook = load('./offboard-user.ts').default as typeof offboardUser;
const { permissions } = JSON.parse(readFileSync(new URL('runbook.json', import.meta.url), 'utf8')) as {
  permissions: { resource: string; role: string }[];
};

type Parameters = typeof runbook.run extends (context: RunContext<infer Given>) => unknown ? Given : never;

interface Summary {
  readonly changed: boolean;
  readonly done: string[];
  readonly kept: { name: string; why: string }[];
  readonly managerInformed: string | null;
}

const directory = mkdtempSync(join(tmpdir(), 'tenantry-offboard-'));
let tenant: RunningTenant;
let dispatcher: Agent;
let token: () => Promise<string>;
let leaver: string;
let forks = 0;

beforeAll(async () => {
  const [authority, app] = await Promise.all([
    createAuthority({ name: 'test' }),
    createClientCertificate({ name: 'identity of the account' }),
  ]);
  const server = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  const clientId = newId();
  const ca = authority.certificatePem;
  dispatcher = new Agent({ connect: { ca } });
  tenant = await startTenant({
    directory,
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    users: 60,
    // Exactly what the runbook says it needs: one permission too few and these tests fail.
    trustedApps: [
      { clientId, displayName: 'Account', certificatePem: app.certificatePem, roles: permissions },
    ],
  });
  leaver = tenant.demoLeaver;
  token = clientCertificateToken({
    authority: tenant.origin,
    tenantId: tenant.tenantId,
    clientId,
    ...app,
    scope: 'https://graph.microsoft.com/.default',
    ca,
  });
});

afterAll(async () => {
  await dispatcher?.close();
  await tenant?.close();
  rmSync(directory, { recursive: true });
});

/** The engine's own fetch takes no authority but those of the system. */
const trusting = ((url: string, init: RequestInit) =>
  fetch(url, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;

interface Fork {
  readonly name: string;
  run(params?: Partial<Parameters>, step?: Step): Promise<{ summary: Summary; warnings: string[] }>;
  /** Calls that changed something, since the fork was made. */
  writes(): string[];
}

async function fork(): Promise<Fork> {
  const { name, origin } = await tenant.fork(`fork-${++forks}`);
  const graph = createGraphClient({
    baseUrl: origin,
    token,
    fetch: trusting,
  });
  return {
    name,
    async run(params = {}, step = async (_name, work) => (await work()) as never) {
      const warnings: string[] = [];
      const log = new Proxy({} as Log, {
        get: (_log, stream) => (text: unknown) => stream === 'warning' && warnings.push(String(text)),
      });
      const given = runbook.parameters.parse({ userPrincipalName: leaver, ...params });
      const context = { params: given, graph, step, log } as RunContext<Parameters>;
      return { summary: (await runbook.run(context)) as Summary, warnings };
    },
    writes: () =>
      tenant
        .requests(0, name)
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`),
  };
}

test('a leaver loses account, sessions, groups and licences, and the manager is told once', async () => {
  const { name, run, writes } = await fork();
  const before = tenant.user(leaver, name)!;
  const { summary, warnings } = await run();
  const after = tenant.user(leaver, name)!;
  expect(after['accountEnabled']).toBe(false);
  expect(
    String(after['signInSessionsValidFromDateTime']) > String(before['signInSessionsValidFromDateTime']),
  ).toBe(true);
  expect(after['assignedLicenses']).toEqual([]);
  expect(tenant.groupsOf(leaver, name)).toEqual(['All Employees']);
  expect(warnings).toEqual([expect.stringContaining('All Employees')]);
  const [mail, ...more] = tenant.outbox(name);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    from: { emailAddress: { address: automationMailbox } },
    toRecipients: [{ emailAddress: { address: summary.managerInformed } }],
  });
  const text = (mail!['body'] as { content: string }).content;
  for (const line of summary.done) expect(text).toContain(line);
  expect(summary).toMatchObject({ changed: true, kept: [{ name: 'group All Employees' }] });
  expect(writes()).toHaveLength(summary.done.length + 1);
});

test('a second run changes nothing and tells nobody', async () => {
  const { name, run, writes } = await fork();
  await run();
  const written = writes();
  const state = tenant.user(leaver, name);
  const { summary } = await run();
  expect(summary).toMatchObject({ changed: false, done: [], managerInformed: null });
  expect(writes()).toEqual(written);
  expect(tenant.user(leaver, name)).toEqual(state);
  expect(tenant.outbox(name)).toHaveLength(1);
  // Nothing is sent, so no mailbox is needed either.
  expect((await run({ senderAddress: 'nobody@fjordlight.example' })).summary.changed).toBe(false);
});

test('a run that died after any of its steps goes on behind it, and does nothing twice', async () => {
  const whole = await fork();
  await whole.run();
  const expected = whole.writes();
  for (let dies = 1; dies <= expected.length; dies += 1) {
    const { run, writes } = await fork();
    const journal = new Map<string, unknown>();
    await expect(run({}, journalled(journal, dies))).rejects.toThrow('the process died');
    await run({}, journalled(journal));
    expect(writes()).toEqual(expected);
  }
});

test('a run that died inside a step bears doing it again', async () => {
  const { name, run } = await fork();
  const journal = new Map<string, unknown>();
  const unrecorded: Step = async (step, work) => {
    if (!journal.has(step)) {
      const result = await work();
      // Licences are the one thing that Graph refuses to take twice.
      if (step === 'return licences' && !journal.has('died')) {
        journal.set('died', true);
        throw new Error('the process died');
      }
      journal.set(step, result ?? null);
    }
    return journal.get(step) as never;
  };
  await expect(run({}, unrecorded)).rejects.toThrow('the process died');
  await run({}, unrecorded);
  expect(tenant.user(leaver, name)!['assignedLicenses']).toEqual([]);
  expect(tenant.outbox(name)).toHaveLength(1);
});

test('groups that should be kept are kept, and nobody is told where nobody should be', async () => {
  const { name, run } = await fork();
  const { summary } = await run({ keepGroups: ['sales staff'], notifyManager: false });
  expect(tenant.groupsOf(leaver, name)).toEqual(['All Employees', 'Sales Staff']);
  expect(summary.managerInformed).toBeNull();
  expect(tenant.outbox(name)).toEqual([]);
});

test.each([
  [{ userPrincipalName: 'nobody@fjordlight.example' }, 'There is no user nobody@fjordlight.example'],
  [{ senderAddress: 'nobody@fjordlight.example' }, 'There is no mailbox nobody@fjordlight.example'],
])('what is missing is noticed before the first change: %j', async (params, message) => {
  const { run, writes } = await fork();
  await expect(run(params)).rejects.toThrow(message);
  expect(writes()).toEqual([]);
});

test('a name that is none is refused before anything is asked', () => {
  expect(runbook.parameters.safeParse({ userPrincipalName: 'dana' }).success).toBe(false);
});

/** Steps as the platform has them; the process dies when so many are recorded. */
function journalled(journal: Map<string, unknown>, dies = Infinity): Step {
  return async (name, work) => {
    if (!journal.has(name)) {
      if (journal.size >= dies) throw new Error('the process died');
      journal.set(name, JSON.parse(JSON.stringify((await work()) ?? null)));
    }
    return journal.get(name) as never;
  };
}
