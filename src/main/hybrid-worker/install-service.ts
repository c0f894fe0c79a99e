import { userInfo } from 'node:os';
import { join } from 'node:path';

import type { InstallServiceRequest, InstalledService } from '#cli';

import { packageRoot } from '../home/layout.ts';
import { writeWhole } from '../home/prepare.ts';
import { serviceUnit, unitName } from './service-unit.ts';
import { readWorker, workerHome } from './worker-home.ts';

const unitFolder = '/etc/systemd/system';

/** `tenantry worker install-service`: writes the unit, or only says what it would write. Rejects with `WorkerNotJoined`. */
export async function installService(request: InstallServiceRequest): Promise<InstalledService> {
  const { home, dryRun, user, ...rest } = request;
  await readWorker(workerHome(home));
  const unit = serviceUnit({
    ...rest,
    home,
    node: process.execPath,
    program: join(packageRoot, 'bin/tenantry.js'),
    user: user ?? userInfo().username,
  });
  const file = join(unitFolder, unitName);
  if (!dryRun) await writeWhole(file, unit);
  return { file, unit, written: !dryRun };
}
