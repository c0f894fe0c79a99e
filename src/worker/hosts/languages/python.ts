import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { isWithinSystem } from '../../isolation/bubblewrap.ts';
import type { Language, Machine, Missing } from './language.ts';
import { type Interpreter, findInterpreter } from './python-interpreter.ts';

const run = promisify(execFile);
/** Where the sandbox has the program; its modules are compiled for this path. */
const inside = '/tenantry/program';

/** Python 3.9 or newer with its standard library: the host needs nothing else. */
export async function findPython(machine: Machine): Promise<Language | Missing> {
  const interpreter = await findInterpreter();
  if ('reason' in interpreter) return interpreter;
  const program = join(machine.programs, 'python');
  await prepareProgram(join(machine.packageRoot, 'hosts/python'), program, interpreter);
  return pythonLanguage(interpreter, program);
}

/** A copy with its modules compiled: in the sandbox nothing can be written, and compiling them takes each host 60 ms. */
async function prepareProgram(source: string, program: string, { executable }: Interpreter): Promise<void> {
  await rm(program, { recursive: true, force: true });
  await mkdir(program, { recursive: true, mode: 0o700 });
  const shipped = (path: string): boolean => !['test', '__pycache__', 'README.md'].includes(basename(path));
  await cp(source, program, { recursive: true, filter: shipped });
  await run(executable, ['-I', '-m', 'compileall', '-q', '-s', program, '-p', inside, program]);
}

function pythonLanguage({ executable, version, folders }: Interpreter, program: string): Language {
  const readable = {
    [program]: inside,
    // An interpreter that lies outside of the system's folders brings its own.
    ...Object.fromEntries(folders.filter((folder) => !isWithinSystem(folder)).map((path) => [path, path])),
  };
  // Isolated: neither variables nor folders of a user change what is imported. UTF-8, whatever the locale.
  const flags = ['-I', '-B', '-X', 'utf8'];
  return {
    name: 'python',
    engine: `Python ${version}, ${executable}`,
    artifactEnding: '.py',
    withoutSandbox:
      "with the rights of the worker's own user: Python has no second boundary, so install bubblewrap",
    host: {
      readable,
      environment: () => ({}),
      command: ({ at }) => [executable, ...flags, join(at(program), 'host.py')],
    },
    build: {
      readable,
      environment: () => ({}),
      command: ({ at, slot }) => [
        executable,
        ...flags,
        join(at(program), 'build.py'),
        join(slot, 'request.json'),
      ],
    },
  };
}
