/**
 * The first file of the host program: loads the rest through V8's code cache, which the worker had made when it started
 * (`--print-code-cache`). A rejected cache costs time and nothing else.
 */
import type { rehearse as Rehearse, runHost as RunHost } from './host.ts';

// Not by `import`, which becomes a `require` that looks for a file each time.
const builtin = process.getBuiltinModule;
const { readFileSync } = builtin('node:fs');
const { dirname, join } = builtin('node:path');
const { Script } = builtin('node:vm');
const { pathToFileURL } = builtin('node:url');

const directory = dirname(process.argv[1]!);
const programFile = join(directory, 'host.cjs');
const printing = process.argv.includes('--print-code-cache');

// A function of a module and its `require`, in ASCII: as Latin-1 it is taken as it is, without a copy.
const program = readFileSync(programFile, 'latin1');
const cached = printing ? {} : { cachedData: readFileSync(join(directory, 'host.cache')) };
const script = new Script(program, { filename: programFile, ...cached });
const loaded = { exports: {} };
const define = script.runInThisContext() as (module: object, require: typeof builtin) => void;
define(loaded, builtin);

const { runHost, rehearse } = loaded.exports as { runHost: typeof RunHost; rehearse: typeof Rehearse };
const started = runHost((url) => import(url), pathToFileURL(join(directory, 'empty.mjs')).href);
if (printing) void printCodeCache();

/** Of a host that has come up as each one does and has seen a job: what was compiled by then is in it. */
async function printCodeCache(): Promise<void> {
  // Before the rehearsal takes what is printed for a job's output.
  const write = process.stdout.write.bind(process.stdout);
  await started;
  await rehearse();
  write(script.createCachedData(), () => process.exit());
}
