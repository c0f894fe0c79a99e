import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { findDotnet } from '../../../../src/worker/hosts/languages/dotnet.ts';
import { packageRoot } from '../../../../src/worker/testing/workshop.ts';

/** Why workflows cannot run here; told in the name of what is skipped. */
export const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'))
      ? undefined
      : "the host is not built: 'npm run build'";

/** The runbook type. */
export const type = 'PowerShellWorkflow';
