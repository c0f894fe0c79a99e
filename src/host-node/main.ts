/**
 * The first file of the host program: loads the rest through V8's code cache, which the worker had made when it started
 * (`--print-code-cache`). A rejected cache costs time and nothing else.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

import type { rehearse as Rehearse, runHost as RunHost } from './host.ts';

const directory = dirname(process.argv[1]!);
const programFile = join(directory, 'host.cjs');
const cacheFile = join(directory, 'host.cache');

const program = `(function (module, require) {${readFileSync(programFile, 'utf8')}\n})`;
const cached = existsSync(cacheFile) ? { cachedData: readFileSync(cacheFile) } : {};
const script = new Script(program, { filename: programFile, ...cached });
const loaded: { exports: { runHost?: typeof RunHost; rehearse?: typeof Rehearse } } = { exports: {} };
const define = script.runInThisContext() as (module: object, require: NodeJS.Require) => void;
define(loaded, createRequire(programFile));

if (process.argv.includes('--print-code-cache')) void printCodeCache();
else void loaded.exports.runHost!((url) => import(url));

async function printCodeCache(): Promise<void> {
  // Before the rehearsal takes what is printed for a job's output.
  const write = process.stdout.write.bind(process.stdout);
  await loaded.exports.rehearse!();
  write(script.createCachedData());
}
