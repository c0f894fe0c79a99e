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
  expect(readFileSync(file, 'utf8')).toBe(stdout);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('an API that does not answer exits with 3', async () => {
  const { code, stderr } = await run('job', 'list', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(stderr).error.code).toBe('Unreachable');
});
