import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { z } from 'zod';

import { findPrograms } from '../../isolation/bubblewrap.ts';
import type { Missing } from './language.ts';

/** A Python that can run the host. */
export interface Interpreter {
  /** As it calls itself, not as it was found: a shim would not work in the sandbox. */
  readonly executable: string;
  readonly version: string;
  /** What it needs to be readable. */
  readonly folders: readonly string[];
}

const run = promisify(execFile);
const oldest = [3, 9] as const;
const patience = 20_000;
const remedy =
  'Install Python 3.9 or newer (python3 in Debian and Ubuntu), or name one by TENANTRY_PYTHON, and start the worker again.';

const answer = z.object({
  version: z.tuple([z.number(), z.number(), z.number()]),
  executable: z.string().min(1),
  folders: z.array(z.string()),
});
/** `ssl` is left out of interpreters that were built without OpenSSL: nothing could reach Microsoft from there. */
const question = [
  'import json, os, socket, ssl, sys, zlib',
  'print(json.dumps({"version": sys.version_info[:3], "executable": sys.executable,',
  '  "folders": sorted({os.path.realpath(p) for p in (sys.prefix, sys.base_prefix)} | {sys.prefix, sys.base_prefix})}))',
].join('\n');

/** The one that TENANTRY_PYTHON names, else the first `python3` that will do, by PATH and then among the system's. */
export async function findInterpreter(
  named = process.env['TENANTRY_PYTHON'],
): Promise<Interpreter | Missing> {
  const candidates = named === undefined || named === '' ? findPrograms('python3') : [named];
  let reason = 'python3 was not found';
  for (const candidate of candidates) {
    const found = await probe(candidate);
    if (typeof found !== 'string') return found;
    reason = found;
  }
  return { reason, remedy };
}

/** The interpreter, or why it will not do. */
async function probe(candidate: string): Promise<Interpreter | string> {
  try {
    const { stdout } = await run(candidate, ['-I', '-c', question], { timeout: patience });
    const { version, executable, folders } = answer.parse(JSON.parse(stdout));
    const [major, minor] = version;
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      return `${candidate} is Python ${version.join('.')}`;
    return { executable, version: version.join('.'), folders };
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    return `${candidate} does not run: ${stderr.trim().split('\n').at(-1) || message}`;
  }
}
