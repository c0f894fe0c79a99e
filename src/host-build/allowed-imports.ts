import { isBuiltin } from 'node:module';

import { problem } from '#kernel';

/** What a runbook may import besides the modules of Node.js. */
export const libraryNames: readonly string[] = ['tenantry/runbook', 'tenantry/graph', 'zod'];

/** Why a runbook may not import this, with the remedy; undefined when it may. */
export function importFault(
  specifier: string,
): { readonly code: string; readonly message: string } | undefined {
  if (libraryNames.includes(specifier) || isBuiltin(specifier)) return undefined;
  const code = /^[./]/.test(specifier) ? 'FileNotInRunbook' : 'PackageNotInRunbook';
  return { code, message: problem(code, { specifier }).advice };
}
