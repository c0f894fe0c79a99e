/** Builds `dist` from `src`, and the PowerShell host: what the published package holds. Run by npm on install and before packing. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { buildPowerShell } from './build-powershell.ts';
import { repository } from './rooms.ts';

const at = (path: string): string => fileURLToPath(new URL(path, repository));

rmSync(at('dist'), { recursive: true, force: true });
const { status, error } = spawnSync(
  process.execPath,
  [at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: at('.'),
    stdio: 'inherit',
  },
);
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
if (process.exitCode === 0) buildPowerShell(at('hosts/powershell'));
