import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { problem } from '#kernel';

import type { Described, Description } from './describe.ts';
import type { Diagnostic } from './diagnostic.ts';

const mostSeconds = 15;

/** Loads the bundled runbook once, in a process that may read it and nothing else, and returns how it describes itself. */
export async function describeRunbook(artifact: string, file: string): Promise<Description | Diagnostic> {
  const self = fileURLToPath(import.meta.url);
  const program = self.replace(/description\.(\w+)$/, 'describe.$1');
  const child = spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${program}`,
      `--allow-fs-read=${dirname(artifact)}`,
      '--enable-source-maps',
      program,
      artifact,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: {} },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), mostSeconds * 1_000);
  const started = process.hrtime.bigint();
  const answer = await text(child.stdio[3] as NodeJS.ReadableStream);
  clearTimeout(timer);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const nowhere = { file, line: 1, column: 1 };
  if (answer === '') {
    return seconds >= mostSeconds
      ? {
          ...nowhere,
          code: 'RunbookNeverLoads',
          message: problem('RunbookNeverLoads', { seconds: mostSeconds }).advice,
        }
      : { ...nowhere, ...loadFault('its process ended while it was loaded.') };
  }
  const described = JSON.parse(answer) as Described;
  if (described.found === 'runbook') return described;
  if (described.found === 'nothing') {
    const runbook = file.replace(/\.ts$/, '');
    return { ...nowhere, code: 'NoRunbookInFile', message: problem('NoRunbookInFile', { runbook }).advice };
  }
  const { during, message, stack } = described;
  const where = position(stack, file);
  if (during === 'load') return { file, ...where, ...loadFault(message) };
  return {
    ...nowhere,
    code: 'ParametersNotDescribable',
    message: problem('ParametersNotDescribable', { reason: message }).advice,
  };
}

function loadFault(reason: string): { readonly code: string; readonly message: string } {
  return { code: 'RunbookFailsToLoad', message: problem('RunbookFailsToLoad', { reason }).advice };
}

/** The innermost frame in the runbook itself, as the source map tells it. */
function position(stack: string, file: string): { readonly line: number; readonly column: number } {
  const frames = stack.matchAll(/[/(]([^/()]+\.ts):(\d+):(\d+)/g);
  const own = [...frames].find(([, name]) => name === file);
  return { line: Number(own?.[2] ?? 1), column: Number(own?.[3] ?? 1) };
}
