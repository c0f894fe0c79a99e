/**
 * The build program: run by a worker in a sandbox without network, `main <request file>`. Writes its result to file
 * descriptor 3 as JSON. What it cannot do at all goes to stderr and the exit code.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { type BuildRequest, buildRunbook } from './build-runbook.ts';

const request = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as BuildRequest;
const result = await buildRunbook(request);
writeFileSync(3, JSON.stringify(result));
process.exit(0);
