/**
 * Builds `dist` from `src` and `portal`, and the PowerShell host: what the published package holds, and what `npm start` runs. Run by
 * npm on install and before packing; nothing is done when nothing changed.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { isBuilt, stampFile } from '../bin/built.js';
import { buildPowerShell } from './build-powershell.ts';
import { repository } from './rooms.ts';

const at = (path: string): string => fileURLToPath(new URL(path, repository));

if (!isBuilt(at('.'))) await buildDist();
if (!process.exitCode) buildPowerShell(at('hosts/powershell'));

async function buildDist(): Promise<void> {
  const began = Date.now();
  rmSync(at('dist'), { recursive: true, force: true });
  const compiler = [at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
  const { status, error } = spawnSync(process.execPath, compiler, { cwd: at('.'), stdio: 'inherit' });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
  if (process.exitCode !== 0) return;
  // esbuild is there only after npm has installed it, as is the compiler.
  const { buildPrograms } = await import('./build-programs.ts');
  const { buildPortal } = await import('./build-portal.ts');
  const portal = await buildPortal(at('.'));
  await buildPrograms(at('.'), portal);
  // Last: a build that was cut off is not taken for a whole one.
  writeFileSync(at(stampFile), `${began}\n`);
}
