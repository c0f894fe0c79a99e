import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { importFault } from './allowed-imports.ts';
import type { Diagnostic } from './diagnostic.ts';
import { packageFolder, publicRooms } from './package.ts';

/**
 * Checks a runbook with the native compiler of TypeScript 7. Only what is wrong in the runbook itself is told.
 * @param folder holds the runbook's file, and its packages below `node_modules`
 */
export async function checkTypes(folder: string, file: string, packageRoot: string): Promise<Diagnostic[]> {
  const config = join(folder, 'tsconfig.json');
  await writeFile(config, JSON.stringify(configuration(file, packageRoot)));
  const output = await run(compiler(packageRoot), ['--project', config, '--pretty', 'false'], folder);
  return parseOutput(output, file).map(withRemedy);
}

/** The compiler only says that it cannot find a module; the author wants to know which ones there are. */
function withRemedy(diagnostic: Diagnostic): Diagnostic {
  const specifier = /^Cannot find module (?:or type declarations for side-effect import of )?'([^']+)'/.exec(
    diagnostic.message,
  )?.[1];
  return { ...diagnostic, ...(specifier === undefined ? {} : importFault(specifier)) };
}

function configuration(file: string, packageRoot: string): object {
  return {
    compilerOptions: {
      target: 'esnext',
      lib: ['esnext'],
      module: 'esnext',
      moduleResolution: 'bundler',
      customConditions: import.meta.url.endsWith('.ts') ? ['source'] : [],
      allowImportingTsExtensions: true,
      types: ['node'],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      paths: Object.fromEntries(
        Object.entries(publicRooms(packageRoot, 'types')).map(([name, path]) => [name, [path]]),
      ),
    },
    files: [file],
  };
}

function compiler(packageRoot: string): string {
  const typescript = join(packageFolder(packageRoot, 'typescript'), 'package.json');
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  return join(dirname(createRequire(typescript).resolve(platform)), 'lib', 'tsc');
}

function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      // An exit code only says that there are errors; a compiler that did not run at all says nothing on stdout.
      if (error !== null && stdout === '') reject(new AggregateError([error], `${error.message} ${stderr}`));
      else resolve(stdout);
    });
  });
}

/** `offboard.ts(3,7): error TS2322: Type …`, with indented lines that go on explaining. */
export function parseOutput(output: string, file: string): Diagnostic[] {
  const found: { -readonly [Key in keyof Diagnostic]: Diagnostic[Key] }[] = [];
  let current: (typeof found)[number] | undefined;
  for (const line of output.split(/\r?\n/)) {
    const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line);
    if (match !== null) {
      const [, where = '', row, column, code = '', message = ''] = match;
      current =
        where === file ? { file, line: Number(row), column: Number(column), message, code } : undefined;
      if (current !== undefined) found.push(current);
    } else if (/^\s+\S/.test(line) && current !== undefined) {
      current.message += `\n${line}`;
    }
  }
  return found;
}
