import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import type { EngineWish } from '#worker-link';

import { isWithinSystem } from '../../isolation/bubblewrap.ts';
import type { Language, Machine, Missing } from './language.ts';
import { type Interpreter, findInterpreter, findInterpreterOf } from './python-interpreter.ts';

const run = promisify(execFile);
/** By this process: the program of a host that runs is not taken away from under it. */
const prepared = new Set<string>();
/** Where the sandbox has the program; its modules are compiled for this path. */
const inside = '/tenantry/program';

/** Python 3.9 or newer with its standard library: the host needs nothing else. */
export async function findPython(machine: Machine, wish?: EngineWish): Promise<Language | Missing> {
  const interpreter = await (wish === undefined ? findInterpreter() : findInterpreterOf(wish.version));
  if ('reason' in interpreter) return interpreter;
  // Its modules are compiled for one version, and another may be in use beside it.
  const program = join(machine.programs, `python-${interpreter.version}`);
  if (prepared.has(program)) return pythonLanguage(interpreter, program);
  await prepareProgram(join(machine.packageRoot, 'hosts/python'), program, interpreter);
  prepared.add(program);
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

function pythonLanguage(interpreter: Interpreter, program: string): Language {
  const { executable, version, folders, platform } = interpreter;
  const readable = {
    [program]: inside,
    // An interpreter that lies outside of the system's folders brings its own.
    ...Object.fromEntries(folders.filter((folder) => !isWithinSystem(folder)).map((path) => [path, path])),
  };
  // Isolated: neither variables nor folders of a user change what is imported. UTF-8, whatever the locale.
  const flags = ['-I', '-B', '-X', 'utf8'];
  return {
    name: 'python',
    runs: { kind: 'python', version },
    platform,
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
    wheelCompiler: {
      readable,
      environment: () => ({}),
      command: ({ at, slot }) => [executable, ...flags, join(at(program), 'compile_wheel.py'), slot],
    },
    importTest: {
      readable,
      environment: () => ({}),
      command: ({ at, slot }) => [
        executable,
        ...flags,
        join(at(program), 'import_test.py'),
        join(slot, 'request.json'),
      ],
    },
  };
}
