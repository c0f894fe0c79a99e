import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createAuthority, createClientCertificate, issueServerCertificate } from '#certificates';
import { newId } from '#kernel';
import { type RunningTenant, startTenant } from '#tenant';

import { runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-tenant-'));
const at = (name: string): string => join(home, name);
let tenant: RunningTenant;

beforeAll(async () => {
  const [authority, app] = await Promise.all([
    createAuthority({ name: 'test' }),
    createClientCertificate({ name: 'command line' }),
  ]);
  const server = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  const clientId = newId();
  tenant = await startTenant({
    directory: at('tenants'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    users: 20,
    trustedApps: [
      {
        clientId,
        displayName: 'Command line',
        certificatePem: app.certificatePem,
        roles: [{ resource: 'api://tenantry-tenant', role: 'Tenant.Manage' }],
      },
    ],
  });
  writeFileSync(at('ca.pem'), authority.certificatePem);
  writeFileSync(at('cli.pem'), app.certificatePem);
  writeFileSync(at('cli.key'), app.privateKeyPem);
  mkdirSync(at('run'));
  const connection = {
    apiOrigin: 'https://127.0.0.1:1',
    tenantOrigin: tenant.origin,
    tenantId: tenant.tenantId,
    subscriptionId: newId(),
    resourceGroup: 'tenantry',
    account: 'main',
    clientId,
    certificateFile: at('cli.pem'),
    privateKeyFile: at('cli.key'),
    caFile: at('ca.pem'),
    pid: process.pid,
  };
  writeFileSync(at('run/connection.json'), JSON.stringify(connection));
});

afterAll(async () => {
  await tenant?.close();
  rmSync(home, { recursive: true });
});

const run = (...argv: string[]) => runCommand(home, ...argv);

test('a fork is made, listed, found equal to its origin, and deleted', async () => {
  const { code, stdout, stderr } = await run('tenant', 'fork', 'trial');
  expect([code, stderr]).toEqual([0, expect.stringContaining('--tenant trial')]);
  expect(stdout).toMatch(/^https:\/\/127\.0\.0\.1:\d+\n$/);
  const { value: listed } = { value: JSON.parse((await run('tenant', 'list', '--json')).stdout) };
  expect(listed).toMatchObject([{ name: 'main' }, { name: 'trial', forkedFrom: 'main' }]);
  expect((await run('tenant', 'diff', 'trial')).stdout).toBe('No differences.\n');
  expect((await run('tenant', 'delete', 'trial')).code).toBe(0);
  expect((await run('tenant', 'list')).stdout).not.toContain('trial');
});

test('a fork that exists already is refused with what to do', async () => {
  await run('tenant', 'fork', 'twice');
  const { code, stdout, stderr } = await run('tenant', 'fork', 'twice', '--json');
  expect([code, stdout]).toEqual([1, '']);
  expect(JSON.parse(stderr).error).toMatchObject({ code: 'TenantExists', remedy: expect.any(String) });
});

test('a tenant that is not there exits with 4', async () => {
  expect((await run('tenant', 'diff', 'nowhere')).code).toBe(4);
  expect((await run('tenant', 'reset', 'nowhere', '--yes')).code).toBe(4);
});

test('a reset asks, and where nobody can answer it needs --yes', async () => {
  await run('tenant', 'fork', 'undo');
  const unasked = await run('tenant', 'reset', 'undo');
  expect([unasked.code, unasked.stdout]).toEqual([2, '']);
  expect(unasked.stderr).toContain('--yes');
  expect(await run('tenant', 'reset', 'undo', '--yes')).toMatchObject({ code: 0 });
});

test('an export is JSON, and a file of it is for its owner only', async () => {
  const { stdout } = await run('tenant', 'export', 'main');
  expect(JSON.parse(stdout).entities.user.length).toBeGreaterThan(20);
  const file = at('export.json');
  expect((await run('tenant', 'export', 'main', '-o', file)).code).toBe(0);
  // The second one has the sign-in of the first in its log.
  const people = (text: string): unknown => JSON.parse(text).entities.user;
  expect(people(readFileSync(file, 'utf8'))).toEqual(people(stdout));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a snapshot is taken, listed, put back and deleted', async () => {
  expect((await run('tenant', 'snapshot', 'create', 'then')).stdout).toBe('then\n');
  expect((await run('tenant', 'snapshot', 'create', 'then')).stderr).toContain('already');
  tenant.seed.user('Short Lived');
  const unasked = await run('tenant', 'snapshot', 'restore', 'then');
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
  expect((await run('tenant', 'snapshot', 'restore', 'then', '--yes')).code).toBe(0);
  expect(tenant.findUser('short.lived@fjordlight.example')).toBeUndefined();
  expect(JSON.parse((await run('tenant', 'snapshot', 'list', '--json')).stdout)).toMatchObject([
    { name: 'then', tenant: 'main' },
  ]);
  expect((await run('tenant', 'snapshot', 'delete', 'then')).code).toBe(0);
  expect((await run('tenant', 'snapshot', 'restore', 'then', '--yes')).code).toBe(4);
});

test('the clock is moved on, scaled, set far away and back, and the command line signs in all the same', async () => {
  const day = 24 * 60 * 60 * 1000;
  const ahead = async (...argv: string[]): Promise<number> => {
    const { stdout, stderr } = await run('tenant', 'clock', ...argv, '--json');
    expect(stderr).toBe('');
    const { now, outside } = JSON.parse(stdout) as Record<string, string>;
    // A moment behind is not minus zero days.
    return Math.round((Date.parse(now!) - Date.parse(outside!)) / day) + 0;
  };
  expect(await ahead('advance', '8d')).toBe(8);
  expect(await ahead('advance', 'P1W')).toBe(15);
  expect(await ahead('scale', '2')).toBe(15);
  expect(await ahead('set', '2060-01-01T00:00:00Z')).toBeGreaterThan(10_000);
  expect((await run('tenant', 'clock', 'show')).stdout).toContain('2 times as fast');
  expect(await ahead('scale', '1')).toBeGreaterThan(10_000);
  expect(await ahead('set', 'now')).toBe(0);
  expect((await run('tenant', 'clock', 'advance', 'soon')).code).toBe(2);
});

test('a list with a wrong row is told where and imports nothing; put right, it is imported', async () => {
  const file = at('users.csv');
  const rows = ['userPrincipalName,displayName,usageLocation', 'csv@fjordlight.example,Csv,PT'];
  writeFileSync(file, [...rows, 'away@elsewhere.example,Away,PT'].join('\n'));
  const wrong = await run('tenant', 'import', file);
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toMatch(/users\.csv:3: .*domain.*\n.*Nothing was imported/s);
  expect(tenant.findUser('csv@fjordlight.example')).toBeUndefined();
  writeFileSync(file, rows.join('\n'));
  expect((await run('tenant', 'import', file)).stdout).toContain('1 users');
  expect(tenant.user('csv@fjordlight.example').displayName).toBe('Csv');
  expect((await run('tenant', 'import')).code).toBe(2);
});

test('a folder of what Graph answered is taken over, ids included', async () => {
  const [group, user] = [newId(), newId()];
  const context = 'https://graph.microsoft.com/v1.0/$metadata#';
  mkdirSync(at(`export/groups/${group}`), { recursive: true });
  const save = (name: string, of: string, value: unknown[]): void =>
    writeFileSync(at(`export/${name}`), JSON.stringify({ '@odata.context': context + of, value }));
  save('users.json', 'users', [{ id: user, userPrincipalName: 'real@contoso.com', displayName: 'Real' }]);
  save('groups.json', 'groups', [{ id: group, displayName: 'Real people' }]);
  save(`groups/${group}/members.json`, 'directoryObjects', [{ id: user }]);
  expect((await run('tenant', 'import', '--from', at('export'))).stdout).toContain('1 relations');
  expect(tenant.group('Real people')).toMatchObject({ id: group, members: ['real@contoso.com'] });
});

test('a difference is told as operations of RFC 6902 too', async () => {
  await run('tenant', 'fork', 'patch');
  tenant.graph('PATCH', `/users/${tenant.demoLeaver}`, { city: 'Oslo' });
  const { stdout } = await run('tenant', 'diff', 'main', '--against', 'patch', '--json-patch');
  expect(JSON.parse(stdout)).toEqual([
    { op: 'replace', path: `/entities/user/${tenant.user(tenant.demoLeaver).id}/city`, value: 'Oslo' },
  ]);
});

test('a difference is applied to another tenant, all of it or nothing', async () => {
  await run('tenant', 'fork', 'applied');
  tenant.graph('PATCH', `/users/${tenant.demoLeaver}`, { city: 'Tromsø' });
  const { stdout } = await run('tenant', 'diff', 'main', '--against', 'applied', '--json-patch');
  writeFileSync(at('patch.json'), stdout);
  expect((await run('tenant', 'apply', at('patch.json'), '--tenant', 'applied')).stdout).toMatch(
    /^1 operations/,
  );
  expect(JSON.parse((await run('tenant', 'diff', 'applied', '--json')).stdout).changes).toEqual([]);
  writeFileSync(
    at('patch.json'),
    JSON.stringify([{ op: 'replace', path: '/entities/user/nobody/city', value: 'x' }]),
  );
  expect((await run('tenant', 'apply', at('patch.json'))).code).not.toBe(0);
  writeFileSync(at('patch.json'), 'not JSON');
  expect((await run('tenant', 'apply', at('patch.json'))).stderr).toContain('patch.json');
});

test('limits are seen, kept or not, set by name and refilled', async () => {
  const shown = await run(
    'tenant',
    'limits',
    'set',
    '--keep',
    'all',
    '--most',
    'identity.writes.appTenant=7',
  );
  expect(shown.stderr).toBe('');
  expect(shown.stdout).toMatch(/limits\s+as published[\s\S]*identity\.writes\.appTenant\s+7 instead/);
  tenant.graph('GET', '/users');
  expect((await run('tenant', 'limits', 'show')).stdout).toContain('by the number of users');
  const set = await run('tenant', 'limits', 'set', '--without', 'teams', '--size', 'L', '--json');
  expect(JSON.parse(set.stdout).settings).toMatchObject({ on: true, off: ['teams'], size: 'L' });
  expect((await run('tenant', 'limits', 'set', '--without', 'nothing')).stderr).toContain('nothing');
  expect((await run('tenant', 'limits', 'set', '--most', 'teams')).stderr).toContain('limit=amount');
  expect((await run('tenant', 'limits', 'refill')).code).toBe(0);
  expect((await run('tenant', 'limits', 'set', '--keep', 'none')).stdout).toContain('none are kept');
});

test('faults are added, seen, and cleared', async () => {
  expect((await run('tenant', 'faults', 'show')).stdout).toBe('No faults.\n');
  const options = [
    '--status',
    '503',
    '--path',
    '/users/**',
    '--rate',
    '0.1',
    '--retry-after',
    '5',
    '--method',
    'get',
  ];
  expect((await run('tenant', 'faults', 'add', ...options, '--seed', 'friday')).stdout).toBe(
    '503 for GET /users/**, 10% of them, Retry-After 5\nseed: friday\n',
  );
  await run('tenant', 'faults', 'add', '--latency', '80,900', '--within', 'batch');
  await run('tenant', 'faults', 'add', '--drop', '--times', '1');
  const late = await run('tenant', 'faults', 'lag', 'user', '5000', '--random');
  expect(late.stdout).toContain('80 to 900 ms for batch only');
  expect(late.stdout).toContain('no answer for all, 1 times');
  expect(late.stdout).toContain('user is seen after up to 5000 ms');
  expect(tenant.faults().settings.rules).toHaveLength(3);
  expect((await run('tenant', 'faults', 'add', '--status', '404')).stderr).toContain('429');
  expect((await run('tenant', 'faults', 'add')).stderr).toContain('expiredToken');
  expect((await run('tenant', 'faults', 'clear')).stdout).toBe('No faults.\n');
});

test('variables for clients, in the words of each shell', async () => {
  const { stdout } = await run('tenant', 'env');
  expect(stdout).toContain(`export AZURE_AUTHORITY_HOST='${tenant.origin}'`);
  expect(stdout).not.toContain('SECRET');
  expect((await run('tenant', 'env', '--shell', 'powershell')).stdout).toContain('Add-MgEnvironment');
  const dotenv = await run('tenant', 'env', '--shell', 'dotenv', '--new-secret');
  expect(dotenv.stdout).toMatch(/^AZURE_CLIENT_SECRET="\S{30,}"$/m);
});

test('a fork is filled with another company, of the size that is asked for', async () => {
  await run('tenant', 'fork', 'small');
  expect((await run('tenant', 'seed', 'small', '--users', '7')).code).toBe(2);
  expect((await run('tenant', 'seed', 'small', '--users', 'many', '--force')).stderr).toContain('no number');
  const { code, stderr } = await run('tenant', 'seed', 'small', '--users', '7', '--seed', 'north', '--force');
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  expect(tenant.findUser(tenant.demoLeaver, 'small')).toBeUndefined();
  expect(tenant.findUser('it-automation@fjordlight.example', 'small')).toBeDefined();
});

test('an API that does not answer exits with 3', async () => {
  const { code, stderr } = await run('job', 'list', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(stderr).error.code).toBe('Unreachable');
});
