import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { afterAll, expect, test } from 'vitest';

import { type Finding, type StartRequest, createCli } from './index.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-'));
afterAll(() => rmSync(home, { recursive: true }));

const findings: readonly Finding[] = [
  { subject: 'sandbox', state: 'good', found: 'bubblewrap' },
  { subject: 'Python 3 runbooks', state: 'missing', found: 'python3 was not found', remedy: 'Install it.' },
];

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly launched: StartRequest[];
}

async function run(...argv: string[]): Promise<Result> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const launched: StartRequest[] = [];
  const cli = createCli({
    launch: async (request) => {
      launched.push(request);
      return 0;
    },
    launchTenant: async () => 0,
    seedTenant: async () => undefined,
    operations: async () => (await import('../main/backup/operations.ts')).homeOperations('0.1.0', {}),
    hybridWorker: {
      join: () => Promise.reject(new Error('not here')),
      installService: () => Promise.reject(new Error('not here')),
      run: async () => 0,
    },
    examine: async () => findings,
    defaultHome: home,
    environment: {},
    streams,
  });
  const code = await cli.run(argv);
  return { code, stdout: text(streams.stdout), stderr: text(streams.stderr), launched };
}

function text(stream: PassThrough): string {
  let all = '';
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) all += String(chunk);
  return all;
}

test('a command without a system to talk to says how to start one and exits with 3', async () => {
  const { code, stdout, stderr } = await run('job', 'list');
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain(home);
  expect(stderr).toContain('npm start');
});

test('with --json an error is one JSON document on stderr and stdout stays clean', async () => {
  const { code, stdout, stderr } = await run('status', '--json');
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toEqual({
    error: {
      code: 'NotStarted',
      message: expect.stringContaining(home),
      remedy: expect.stringContaining('npm start'),
    },
  });
});

test.each([
  [['nope'], 'unknown command'],
  [['job', 'start'], 'runbook'],
  [['job', 'list', '--nope'], '--nope'],
  [['job', 'list', '--top', '0'], '--top'],
  [['job', 'list', '--status', 'Sleeping'], '--status'],
  [['start', '--port', 'many'], '--port'],
  [['start', '--isolation', 'perhaps'], '--isolation'],
  [['job', 'start', 'x', '-p', 'novalue'], 'novalue'],
  [['job', 'start', 'x', '--parameters-file', '/no/such/file'], '/no/such/file'],
])('a command that is written wrongly exits with 2 and names what is wrong: %j', async (argv, named) => {
  const { code, stdout, stderr } = await run(...argv);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(named);
  const asJson = await run(...argv, '--json');
  expect(JSON.parse(asJson.stderr).error.message).toContain(named);
});

test('help goes to stdout, with examples and exit codes', async () => {
  const { code, stdout, stderr } = await run('job', 'start', '--help');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('-p, --parameter <name=value>');
  expect(stdout).toContain('Examples:');
  expect(stdout).toContain('Exit codes:');
});

test('start hands its options to the launcher, with the defaults filled in', async () => {
  const { code, launched } = await run('start', '--demo', '--port', '8443', '--isolation', 'require');
  expect(code).toBe(0);
  expect(launched).toEqual([
    {
      home,
      demo: true,
      json: false,
      port: 8443,
      tenantPort: 7444,
      webhookPort: 7445,
      webhookHost: '127.0.0.1',
      webhookProxy: [],
      drain: 25,
      workerHost: '127.0.0.1',
      isolation: 'require',
    },
  ]);
});

test('a connection file that a killed launcher left behind counts as not started', async () => {
  mkdirSync(join(home, 'run'));
  const file = join(home, 'run', 'connection.json');
  writeFileSync(file, '{}');
  expect((await run('status')).stderr).toContain('connection.json');
  const facts = Object.fromEntries(
    [
      'tenantId',
      'subscriptionId',
      'resourceGroup',
      'account',
      'clientId',
      'certificateFile',
      'privateKeyFile',
      'caFile',
    ].map((name) => [name, 'x']),
  );
  const origins = { apiOrigin: 'https://127.0.0.1:1', tenantOrigin: 'https://127.0.0.1:1' };
  // No process ever has this id: it is above the kernel's largest.
  writeFileSync(file, JSON.stringify({ ...facts, ...origins, pid: 2 ** 22 + 1 }));
  const { code, stderr } = await run('status', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(stderr).error.code).toBe('NotStarted');
});

test('doctor tells what is there and what to do, without a system, and a missing language is no failure', async () => {
  const { code, stdout } = await run('doctor');
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^sandbox +good +bubblewrap$/),
    expect.stringMatching(/^Python 3 runbooks +missing +python3 was not found +→ Install it\.$/),
    '',
  ]);
  expect(JSON.parse((await run('doctor', '--json')).stdout)).toEqual(findings);
});
