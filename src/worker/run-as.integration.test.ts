import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findProgram } from './isolation/bubblewrap.ts';
import { type MachineUser, makeMachineUser, withoutUsers } from './testing/machine-user.ts';
import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-as-'));
const ofRoot = join(folder, 'of-root');
writeFileSync(ofRoot, 'x', { mode: 0o600 });
const opened: Workshop[] = [];
let user: MachineUser | undefined;

async function open(isolation: 'require' | 'off'): Promise<Workshop> {
  const workshop = await openWorkshop({ isolation });
  opened.push(workshop);
  return workshop;
}

/** It says who it is, and what of root it can reach. */
const whoAmI = `
  const { readFile, writeFile } = await import('node:fs/promises');
  const attempt = async (name: string, work: () => unknown) => {
    try { await work(); log.output(name + ': it worked'); } catch (error) { log.output(name + ': refused'); }
  };
  log.output([process.getuid!(), process.getgid!(), process.getgroups!().length].join(' '));
  await attempt('read what is of root', () => readFile(${JSON.stringify(ofRoot)}));
  await attempt('become root', () => process.setuid!(0));
`;

beforeAll(() => {
  if (withoutUsers === undefined) user = makeMachineUser();
});
afterAll(async () => {
  for (const workshop of opened) await workshop.close();
  user?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(withoutUsers !== undefined)(
  `a job that runs as another user (${withoutUsers === undefined ? 'as one made for it' : `skipped: ${withoutUsers}`})`,
  () => {
    test.skipIf(findProgram('bwrap') === undefined)(
      'has its numbers, its groups, no rights of root, and the sandbox around it',
      async () => {
        const { link } = await open('require');
        const id = link.start(await artifactOf(whoAmI), {}, { runAs: user!.name });
        expect((await link.end(id)).exception).toBeUndefined();
        expect(texts(link, id)).toEqual([
          `${user!.uid} ${user!.gid} 2`,
          'read what is of root: refused',
          'become root: refused',
        ]);
        const { layers } = link.job(id).started[0]!.isolation;
        expect(layers).toContain(`the rights of the user ${user!.name}`);
        expect(layers).toContainEqual(expect.stringMatching(/^process, mount, network/));
      },
    );

    test.skipIf(findProgram('bwrap') === undefined || withoutPython)(
      `has a home and a /tmp of its own, where it may write, and nothing else of the machine (${pythonGroup})`,
      async () => {
        const { link } = await open('require');
        const program = `
import os
os.makedirs(os.path.expanduser('~/made'))
open('/tmp/written', 'w').write('x')
print(os.path.expanduser('~'), sorted(os.listdir('/tmp')), os.path.exists('${folder}'))
status = dict(line.split(':', 1) for line in open('/proc/self/status'))
print(os.getuid(), status['CapEff'].strip(), status['CapPrm'].strip(), status['NoNewPrivs'].strip(), status['Seccomp'].strip())
try:
    open('/job/written', 'w')
except OSError as error:
    print(error.strerror)
`;
        const runbook = { name: 'who', type: 'Python3', artifactHash: link.publish(program) };
        const id = link.start(program, {}, { runbook, runAs: user!.name });
        expect((await link.end(id)).exception).toBeUndefined();
        const none = '0000000000000000';
        expect(texts(link, id)).toEqual([
          "/tmp/home ['home', 'written'] False",
          `${user!.uid} ${none} ${none} 1 2`,
          'Read-only file system',
        ]);
      },
    );

    test('runs as it without a sandbox, too', async () => {
      const { link } = await open('off');
      const id = link.start(await artifactOf(whoAmI), {}, { runAs: user!.name });
      expect((await link.end(id)).exception).toBeUndefined();
      expect(texts(link, id)).toEqual([
        `${user!.uid} ${user!.gid} 2`,
        'read what is of root: refused',
        'become root: refused',
      ]);
    });

    test('fails at once where the machine has no such user, and for root by any name', async () => {
      const { link } = await open('off');
      for (const name of ['no-such-user', 'root', '0', '--version']) {
        const id = link.start(await artifactOf(`log.output('ran')`), {}, { runAs: name });
        expect(await link.end(id)).toMatchObject({
          status: 'Failed',
          exception: expect.stringContaining(`no user '${name}'`),
        });
      }
    });
  },
);
