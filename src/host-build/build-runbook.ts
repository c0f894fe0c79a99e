import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundle } from './bundle.ts';
import { describeRunbook } from './description.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type InlineCall, findInlineCalls } from './inline-calls.ts';
import { packageFolder } from './package.ts';
import { checkTypes } from './type-check.ts';

export interface BuildRequest {
  readonly runbook: string;
  readonly source: string;
  /** Folder of this package, whose dependencies the runbook gets. */
  readonly packageRoot: string;
}

/** As worker-link's `buildResult`, which the worker holds it against. */
export type BuildResult =
  | {
      readonly ok: true;
      readonly artifact: string;
      readonly parameters: readonly unknown[];
      readonly description?: string;
      readonly inline?: readonly InlineCall[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Packages whose types a runbook sees. */
const typed = ['zod', '@types/node'];

/** Checks, bundles and describes a runbook. Everything that its author can mend comes back as diagnostics. */
export async function buildRunbook({ runbook, source, packageRoot }: BuildRequest): Promise<BuildResult> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-'));
  const file = `${runbook.replaceAll(/[^\w-]/g, '-')}.ts`;
  try {
    await writeFile(join(folder, file), source);
    await linkPackages(folder, packageRoot);
    const [types, bundled] = await Promise.all([
      checkTypes(folder, file, packageRoot),
      bundle(folder, file, packageRoot),
    ]);
    if (!bundled.ok) return { ok: false, diagnostics: withoutDoubles([...types, ...bundled.diagnostics]) };
    if (types.length > 0) return { ok: false, diagnostics: types };
    const artifact = join(folder, 'runbook.mjs');
    await writeFile(artifact, bundled.text);
    const described = await describeRunbook(artifact, file);
    if (!('parameters' in described)) return { ok: false, diagnostics: [described] };
    const { parameters, description } = described;
    const inline = findInlineCalls(source);
    return {
      ok: true,
      artifact: bundled.text,
      parameters,
      ...(description === undefined ? {} : { description }),
      ...(inline.length === 0 ? {} : { inline }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function linkPackages(folder: string, packageRoot: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', '@types'), { recursive: true });
  await Promise.all(
    typed.map((name) => symlink(packageFolder(packageRoot, name), join(folder, 'node_modules', name))),
  );
}

/** Both compilers complain of the same line (a package that is not there, bad syntax): the first has the code. */
function withoutDoubles(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const lines = new Set<number>();
  return diagnostics.filter(({ line }) => !lines.has(line) && lines.add(line));
}
