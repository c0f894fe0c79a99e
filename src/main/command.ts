import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createCli } from '#cli';

import { homeDirectory, packageRoot } from './home/layout.ts';
import { start } from './start.ts';

/** The program `tenantry`. */
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
};
const cli = createCli({ launch: start, defaultHome: homeDirectory(undefined), version });
process.exit(await cli.run(process.argv.slice(2)));
