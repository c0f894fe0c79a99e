import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { isProblem, silentLogger } from '#kernel';

import { preparePrograms } from './hosts/programs.ts';
import { findProgram } from './isolation/bubblewrap.ts';
import { canaryAttempts } from './isolation/canary-targets.ts';
import { findControlGroups } from './isolation/control-groups.ts';
import { type Layer, layerTexts } from './isolation/layers.ts';
import { testIsolation } from './isolation/self-test.ts';
import { withoutPython } from './testing/python.ts';
import { type Workshop, artifactOf, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

const open: Workshop[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((workshop) => workshop.close()));
});

/** What a hostile runbook tries; each line of its output is what came of it. */
const tries = (file: string, port: number): string => `
  const { readFile, writeFile } = await import('node:fs/promises');
  const { connect } = await import('node:net');
  const { DatabaseSync } = await import('node:sqlite');
  const attempt = async (name: string, work: () => unknown) => {
    try { await work(); log.output(name + ': it worked'); } catch (error) { log.output(name + ': refused'); }
  };
  await attempt('read', () => readFile(${JSON.stringify(file)}));
  await attempt('read by sqlite', () => { new DatabaseSync(${JSON.stringify(file)}, { readOnly: true }).exec('select * from sqlite_master'); });
  await attempt('write', () => writeFile('/tmp/x', 'x'));
  await attempt('write to the slot', () => writeFile('written', 'x'));
  await attempt('child', async () => (await import('node:child_process')).execFileSync('/bin/true'));
  await attempt('connect', () => new Promise((resolve, reject) => connect(${port}, '127.0.0.1').on('connect', resolve).on('error', reject)));
  await attempt('signal to its parent', () => process.kill(process.ppid, 0));
  log.output({ uid: process.getuid?.(), pid: process.pid, variables: Object.keys(process.env).filter((name) => /SECRET_OF|^HOME$|USER|SSH/.test(name)) });
`;

async function runHostile(isolation: 'require' | 'prefer'): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'outside-'));
  const file = join(directory, 'secret');
  await writeFile(file, '', { mode: 0o600 });
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env['SECRET_OF_THE_WORKER'] = 'seen';
  try {
    const workshop = await openWorkshop({ isolation });
    open.push(workshop);
    const id = workshop.link.start(await artifactOf(tries(file, (server.address() as AddressInfo).port)));
    await workshop.link.end(id);
    return texts(workshop.link, id);
  } finally {
    delete process.env['SECRET_OF_THE_WORKER'];
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}

const bubblewrap = findProgram('bwrap');

describe.skipIf(bubblewrap === undefined)(
  'in the sandbox (skipped where bubblewrap is not installed)',
  () => {
    test('a runbook reaches no file, no listener and no process outside', async () => {
      const [read, sqlite, write, slot, child, connected, signal, facts] = await runHostile('require');
      expect([read, sqlite, write, slot, child, connected, signal]).toEqual([
        'read: refused',
        'read by sqlite: refused',
        'write: refused',
        'write to the slot: refused',
        'child: refused',
        'connect: refused',
        // Its parent is the sandbox's own first process.
        'signal to its parent: it worked',
      ]);
      expect(JSON.parse(facts!)).toMatchObject({ uid: 65534, pid: 2, variables: ['HOME'] });
    });

    // Windmill's CVE-2026-47107: one folder bound writable, and each job could poison those after it.
    test.skipIf(withoutPython)(
      'whatever a job could write to is its own, small, and gone with it',
      async () => {
        const workshop = await openWorkshop({ isolation: 'require', warmOthers: { python: 1 } });
        open.push(workshop);
        const source = `print(open('/proc/self/mounts').read())`;
        const runbook = { name: 'mounts', type: 'Python3', artifactHash: workshop.link.publish(source) };
        const id = workshop.link.start(source, {}, { runbook });
        await workshop.link.end(id);
        const mounts = texts(workshop.link, id)
          .join('\n')
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split(' '));
        expect(mounts.length).toBeGreaterThan(10);
        const writable = mounts.filter(([, , , options = '']) => options.split(',')[0] === 'rw');
        expect(
          writable
            .map(([, at, type]) => `${type} ${at}`)
            .filter((each) => !each.startsWith('devtmpfs /dev/')),
        ).toEqual(['devpts /dev/pts', 'tmpfs /dev/shm', 'tmpfs /tmp']);
        for (const [, at, type, options] of writable)
          if (type === 'tmpfs') expect([at, options]).toEqual([at, expect.stringMatching(/size=\d+k/)]);
      },
    );

    test('the self-test says that the way out is enforced', async () => {
      const workshop = await openWorkshop({ isolation: 'require' });
      open.push(workshop);
      const { isolation, selfTest } = workshop.worker;
      expect(isolation).toMatchObject({ boundary: 'bubblewrap', egressEnforced: true });
      expect(isolation.layers).toEqual(
        ['namespaces', 'system calls', 'limits'].map((layer) => layerTexts[layer as Layer]),
      );
      // What the kernel itself forbids outside as well is told apart: it proves nothing.
      const told = [...selfTest!.refused, ...selfTest!.unproven];
      expect(told.toSorted()).toEqual(Object.values(canaryAttempts).toSorted());
      expect(selfTest!.refused).toEqual(
        expect.arrayContaining([
          canaryAttempts.workerFile,
          canaryAttempts.otherJob,
          canaryAttempts.environment,
          canaryAttempts.listener,
          canaryAttempts.database,
        ]),
      );
      expect(isolation.refused).toBe(selfTest!.refused.length);
    });
  },
);

test('without a sandbox the permission model holds what it can, and the record says what is missing', async () => {
  const lines = await withoutBubblewrap(() => runHostile('prefer'));
  expect(lines.slice(0, 5).filter((line) => !line.startsWith('read by sqlite'))).toEqual([
    'read: refused',
    'write: refused',
    'write to the slot: refused',
    'child: refused',
  ]);
  expect(lines).toContain('connect: it worked');
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ variables: [] });
  expect(open[0]!.worker.isolation).toEqual({
    boundary: 'process',
    egressEnforced: false,
    detail: expect.stringContaining('not installed'),
    remedy: expect.stringContaining('apt-get install bubblewrap'),
    layers: [layerTexts.limits],
  });
});

test.skipIf(withoutPython)(
  'without a sandbox, a process that a job leaves behind does not keep it from its end',
  async () => {
    const workshop = await openWorkshop({ isolation: 'off', warmOthers: { python: 1 } });
    open.push(workshop);
    // It holds the job's output, and is in no group of the job's.
    const source = `import subprocess\nprint(subprocess.Popen(['sleep', '86394'], start_new_session=True).pid)`;
    const runbook = { name: 'leaves', type: 'Python3', artifactHash: workshop.link.publish(source) };
    const id = workshop.link.start(source, {}, { runbook });
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
    process.kill(Number(texts(workshop.link, id)[0]), 'SIGKILL');
  },
);

test.skipIf(withoutPython)('a job that uses up its processor time is ended once, and told why', async () => {
  const workshop = await openWorkshop({ limits: { cpuSeconds: 1 }, warmOthers: { python: 1 } });
  open.push(workshop);
  const source = 'while True: pass';
  const runbook = { name: 'spins', type: 'Python3', artifactHash: workshop.link.publish(source) };
  const id = workshop.link.start(source, {}, { runbook });
  expect(await workshop.link.end(id)).toMatchObject({
    status: 'Failed',
    signal: 'SIGXCPU',
    exception: expect.stringContaining('used up its processor time'),
  });
  expect(workshop.link.job(id).attempt).toBe(1);
});

const groups = findControlGroups();
test.skipIf(groups === undefined)(
  'jobs have control groups of their own (skipped where no cgroup v2 is delegated to the tests)',
  async () => {
    const workshop = await openWorkshop({ isolation: 'prefer' });
    open.push(workshop);
    expect(workshop.worker.isolation.layers).toContain(layerTexts['control groups']);
    const id = workshop.link.start(await artifactOf(`log.output('ran');`));
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
  },
);

test('a sandbox that leaks is none: the self-test names what got out', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'leaking-'));
  const program = join(directory, 'bwrap');
  // It takes all that it is told, and keeps nothing apart.
  await writeFile(program, '#!/bin/bash\nwhile [ "$1" != -- ]; do shift; done; shift 2\nexec "$@"\n', {
    mode: 0o755,
  });
  const { canary } = await preparePrograms(packageRoot, join(directory, 'programs'));
  const options = { directory, canaryFile: canary, memoryBytes: 2 ** 31, logger: silentLogger };
  const before = process.env['TENANTRY_BWRAP'];
  process.env['TENANTRY_BWRAP'] = program;
  try {
    const refused = await testIsolation({ ...options, mode: 'require' }).catch((error: unknown) => error);
    expect(isProblem(refused, 'IsolationUnavailable')).toBe(true);
    expect(String(refused)).toMatch(/could read a file of the worker|does not start/);
  } finally {
    restore(before);
    await rm(directory, { recursive: true, force: true });
  }
});

async function withoutBubblewrap<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = process.env['TENANTRY_BWRAP'];
  process.env['TENANTRY_BWRAP'] = '/nowhere/bwrap';
  try {
    return await work();
  } finally {
    restore(before);
  }
}

function restore(before: string | undefined): void {
  if (before === undefined) delete process.env['TENANTRY_BWRAP'];
  else process.env['TENANTRY_BWRAP'] = before;
}

test('where isolation is required and cannot be had, the worker does not start', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'no-sandbox-'));
  const options = {
    directory,
    canaryFile: join(directory, 'missing.cjs'),
    memoryBytes: 2 ** 31,
    logger: silentLogger,
  };
  try {
    const refused = await testIsolation({ ...options, mode: 'require' }).catch((error: unknown) => error);
    expect(isProblem(refused, 'IsolationUnavailable')).toBe(true);
    const preferred = await testIsolation({ ...options, mode: 'prefer' });
    expect(preferred.isolation.egressEnforced).toBe(false);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
