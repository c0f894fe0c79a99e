import type { BackupSummary, HomeOperations } from '#cli';

import { homeLayout } from '../home/layout.ts';
import { checkUpgrade } from '../upgrade/check-upgrade.ts';
import { createBackup } from './create.ts';
import { exportKeys } from './key-file.ts';
import { type Manifest, verifyBackup } from './manifest.ts';
import { restoreBackup } from './restore.ts';
import { ownDatabase } from './with-database.ts';

/** What the command line does to homes without their API. */
export function homeOperations(version: string, environment: NodeJS.ProcessEnv): HomeOperations {
  const database = ownDatabase(environment);
  return {
    backUp: async (home, folder, onProgress) =>
      summaryOf(await createBackup({ home: homeLayout(home), folder, version, database, onProgress })),
    verifyBackup: async (folder, onProgress) => summaryOf(await verifyBackup(folder, onProgress)),
    restore: async ({ home, ...request }, onProgress) =>
      summaryOf(
        await restoreBackup({ home: homeLayout(home), database, environment, onProgress, ...request }),
      ),
    exportKeys: (home, file, passphrase) => exportKeys(homeLayout(home), file, passphrase),
    checkUpgrade: (home) => checkUpgrade({ home: homeLayout(home), version, database }),
  };
}

function summaryOf({ createdAt, version, database, files }: Manifest): BackupSummary {
  return {
    createdAt,
    version,
    tables: database.tables.length,
    rows: database.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
