import { readFileSync } from 'node:fs';

import { describeCommands } from '../../src/cli/describe.ts';
import { repository } from '../rooms.ts';
import { apiCoverage } from './api-coverage.ts';
import { architectureRooms } from './architecture.ts';
import { clientBodies } from './client-bodies.ts';
import { lintRooms } from './lint.ts';
import { metricTable } from './metrics.ts';
import { openApi } from './openapi.ts';
import { powershellCoverage } from './powershell-coverage.ts';
import { tenantCoverage } from './tenant-coverage.ts';

export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly content: string;
}

/** Every generated file of the repository, with the content it should have now. */
export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  return [
    { path: 'oxlint.rooms.json', content: lintRooms() },
    { path: 'docs/api-coverage.md', content: apiCoverage() },
    { path: 'docs/openapi.json', content: openApi() },
    { path: 'src/client/generated/bodies.ts', content: clientBodies() },
    { path: 'COVERAGE.md', content: tenantCoverage() },
    { path: 'docs/cli.md', content: describeCommands() },
    { path: 'docs/powershell-coverage.md', content: await powershellCoverage() },
    { path: 'docs/operations.md', content: between('docs/operations.md', 'metrics', metricTable()) },
    { path: 'ARCHITECTURE.md', content: between('ARCHITECTURE.md', 'rooms', architectureRooms()) },
  ];
}

/** The file with the part between its `<!-- name -->` and `<!-- /name -->` marks replaced. */
function between(path: string, name: string, content: string): string {
  const whole = readFileSync(new URL(path, repository), 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [whole.indexOf(open), whole.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`${path} has no ${open} … ${close} to write between`);
  return `${whole.slice(0, from + open.length)}\n${content}${whole.slice(to)}`;
}
