import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { withoutPython } from '../../src/worker/testing/python.ts';
import { type Workshop, openWorkshop, packageRoot } from '../../src/worker/testing/workshop.ts';
import { type RecordedJournal, journalCases, journalFolder } from '../../tools/journal-cases.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ warmHosts: 1, concurrency: 2 });
});
afterAll(() => workshop.close());

const recorded = globSync('*/*.json', { cwd: journalFolder }).map(
  (file) => JSON.parse(readFileSync(join(journalFolder, file), 'utf8')) as RecordedJournal,
);
const workflows = 'PowerShellWorkflow';

/** Of a workflow's checkpoints the newest, which holds all: so the control plane gives them. */
const given = ({ type, journal }: RecordedJournal, many: number) =>
  type === workflows ? journal.slice(many - 1, many) : journal.slice(0, many);

async function resume(from: RecordedJournal, many: number) {
  const { link } = workshop;
  const { name, type, artifact, parameters } = from;
  const runbook = { name, type, artifactHash: link.publish(artifact) };
  const id = link.start(artifact, { ...parameters }, { runbook });
  // Before anybody can claim it: the first attempt came this far on the release that recorded it.
  const job = link.job(id);
  job.attempt = 1;
  job.journal.push(...given(from, many));
  const { status, exception } = await link.end(id);
  return { status, exception, written: job.streams.map(({ stream, text }) => [stream, text]) };
}

/** What the whole run wrote, without what belongs to steps that were recorded. */
function expected({ journal, written }: RecordedJournal, many: number) {
  const before = new Set(journal.slice(0, many).map(({ name }) => `ran ${name}`));
  return written.filter(([, text]) => !before.has(text));
}

const missing: Readonly<Record<string, string | undefined>> = {
  TypeScript: undefined,
  Python3: withoutPython ? 'no Python' : undefined,
  ...Object.fromEntries(
    ['PowerShell72', workflows].map((type) => [
      type,
      findDotnet() === undefined ||
      !existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'))
        ? 'no .NET 10, or the host is not built'
        : undefined,
    ]),
  ),
};

for (const from of recorded) {
  const reason = missing[from.type];
  const title = `a job that ${from.release} left in the middle (${from.name}) goes on where it was`;
  test.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, async () => {
    const all = from.journal.length;
    for (const many of new Set([1, Math.ceil(all / 2), all])) {
      const { status, exception, written } = await resume(from, many);
      expect([many, status, exception]).toEqual([many, 'Completed', undefined]);
      expect(written).toEqual(expected(from, many));
    }
  });
}

test('each case has been recorded by this release', () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const own = recorded.filter(({ release }) => release === version).map(({ name }) => name);
  expect(own.toSorted()).toEqual(journalCases.map(({ name }) => name).toSorted());
});
