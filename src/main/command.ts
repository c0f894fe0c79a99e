import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Examine, createCli } from '#cli';

import { homeDirectory, packageRoot } from './home/layout.ts';
import { start } from './start.ts';

/** The program `tenantry`. */
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
};
/** Loaded when it is asked for: no other command needs the worker's modules. */
const examine: Examine = async () => (await import('#worker')).examineMachine(packageRoot);
const cli = createCli({
  launch: start,
  examine,
  defaultHome: homeDirectory(undefined),
  version,
});
process.exit(await cli.run(process.argv.slice(2)));
