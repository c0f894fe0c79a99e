import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { z } from 'zod';

import { findPrograms } from '../../isolation/bubblewrap.ts';
import { type Missing, type Platform, fits } from './language.ts';

/** A Python that can run the host. */
export interface Interpreter {
  /** As it calls itself, not as it was found: a shim would not work in the sandbox. */
  readonly executable: string;
  readonly version: string;
  /** What it needs to be readable. */
  readonly folders: readonly string[];
  readonly platform: Platform;
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
  platform: z.object({ machine: z.string(), libc: z.string(), markers: z.record(z.string(), z.string()) }),
});
/** `ssl` is left out of interpreters that were built without OpenSSL: nothing could reach Microsoft from there. */
const question = [
  'import json, os, platform, socket, ssl, sys, zlib',
  'markers = {"implementation_name": sys.implementation.name, "implementation_version": platform.python_version(),',
  '  "os_name": os.name, "platform_machine": platform.machine(), "platform_release": platform.release(),',
  '  "platform_python_implementation": platform.python_implementation(), "platform_system": platform.system(),',
  '  "platform_version": platform.version(), "python_full_version": platform.python_version(),',
  '  "python_version": ".".join(platform.python_version_tuple()[:2]), "sys_platform": sys.platform}',
  'print(json.dumps({"version": sys.version_info[:3], "executable": sys.executable,',
  '  "folders": sorted({os.path.realpath(p) for p in (sys.prefix, sys.base_prefix)} | {sys.prefix, sys.base_prefix}),',
  '  "platform": {"machine": platform.machine(), "libc": " ".join(platform.libc_ver()).strip(), "markers": markers}}))',
].join('\n');

/** The one that TENANTRY_PYTHON names, else the first `python3` that will do, by PATH and then among the system's. */
export async function findInterpreter(
  named = process.env['TENANTRY_PYTHON'],
): Promise<Interpreter | Missing> {
  return probeAll(named === undefined || named === '' ? findPrograms('python3') : [named]);
}

/** The first of this version, which may leave its last parts open: the one of `findInterpreter`, or `python3.11` on the PATH. */
export async function findInterpreterOf(version: string): Promise<Interpreter | Missing> {
  const usual = await findInterpreter();
  if ('executable' in usual && fits(usual.version, version)) return usual;
  const [major, minor] = version.split('.');
  const named = minor === undefined ? [] : findPrograms(`python${major}.${minor}`);
  const found = named.length === 0 ? undefined : await probeAll(named);
  if (found !== undefined && 'executable' in found && fits(found.version, version)) return found;
  const seen = 'reason' in usual ? usual.reason : `${usual.executable} is Python ${usual.version}`;
  return {
    reason: `its runtime environment wants Python ${version}, and ${seen}`,
    remedy: `Install Python ${version} (python${major}.${minor ?? 'x'} on the PATH of the worker), or name it by TENANTRY_PYTHON, and start the worker again; or create the environment for another version.`,
  };
}

async function probeAll(candidates: readonly string[]): Promise<Interpreter | Missing> {
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
    const { version, executable, folders, platform } = answer.parse(JSON.parse(stdout));
    const [major, minor] = version;
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      return `${candidate} is Python ${version.join('.')}`;
    return { executable, version: version.join('.'), folders, platform };
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    return `${candidate} does not run: ${stderr.trim().split('\n').at(-1) || message}`;
  }
}
