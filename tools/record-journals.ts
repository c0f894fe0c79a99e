/**
 * `npm run journals`: runs the runbooks of test/journals/sources on real hosts and keeps their journals under
 * test/journals/<release>. What a release recorded is never written again; a shape that is new makes a new case.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Workshop, openWorkshop, packageRoot } from '../src/worker/testing/workshop.ts';
import { type JournalCase, type RecordedJournal, journalCases, journalFolder } from './journal-cases.ts';

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
};
const parameters = { who: 'hopper' };

const workshop = await openWorkshop();
try {
  mkdirSync(join(journalFolder, version), { recursive: true });
  for (const one of journalCases) {
    const file = join(journalFolder, version, `${one.name}.json`);
    if (existsSync(file)) continue;
    const recorded = await record(workshop, one);
    writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
    console.log(`${file}: ${recorded.journal.length} records`);
  }
} finally {
  await workshop.close();
}

async function record({ link }: Workshop, { name, type, source }: JournalCase): Promise<RecordedJournal> {
  const text = readFileSync(join(journalFolder, 'sources', source), 'utf8');
  const built = await link.enqueueBuild(text, name, type);
  if (!built.ok) throw new Error(JSON.stringify(built.diagnostics, null, 2));
  const given = built.parameters.length === 0 ? {} : parameters;
  const runbook = { name, type, artifactHash: link.publish(built.artifact) };
  const id = link.start(built.artifact, given, { runbook });
  const end = await link.end(id);
  if (end.status !== 'Completed') throw new Error(`${name}: ${end.exception}`);
  const { journal, streams } = link.job(id);
  const { artifact } = built;
  const written = streams.map(({ stream, text: line }) => [stream, line] as const);
  return { release: version, name, type, artifact, parameters: given, journal, written };
}
