import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Where everything lies below a home folder. Only the launcher's own user may read any of it. */
export interface Home {
  readonly directory: string;
  readonly keys: string;
  readonly keyEncryptionKey: string;
  readonly identityKeys: string;
  readonly workerKey: string;
  readonly metricsKey: string;
  readonly certificates: string;
  readonly authority: string;
  readonly server: string;
  readonly workerAuthority: string;
  readonly controlPlaneApp: string;
  readonly cliApp: string;
  /** The application that people sign in to. */
  readonly portalApp: string;
  readonly portalClient: string;
  readonly postgres: string;
  readonly tenants: string;
  readonly worker: string;
  readonly auditKey: string;
  readonly auditPublicKey: string;
  readonly auditSeals: string;
  readonly logs: string;
  readonly run: string;
  readonly linkSocket: string;
  readonly connection: string;
  readonly installation: string;
  /** The version that started it last, and when it was backed up last. */
  readonly lastVersion: string;
  readonly lastBackup: string;
  readonly launcherLock: string;
  /** Where the tenant of the joined system was the last time. */
  readonly joined: string;
  readonly compileCache: string;
}

export function homeLayout(directory: string): Home {
  const at = (...parts: string[]): string => join(directory, ...parts);
  return {
    directory,
    keys: at('keys'),
    keyEncryptionKey: at('keys', 'kek.json'),
    identityKeys: at('keys', 'identities'),
    workerKey: at('keys', 'worker.key'),
    metricsKey: at('keys', 'metrics.key'),
    certificates: at('tls'),
    authority: at('tls', 'ca'),
    server: at('tls', 'server'),
    workerAuthority: at('tls', 'worker-ca'),
    controlPlaneApp: at('keys', 'control-plane'),
    cliApp: at('keys', 'cli'),
    portalApp: at('keys', 'portal'),
    portalClient: at('keys', 'portal-client'),
    postgres: at('postgres'),
    tenants: at('tenants'),
    worker: at('worker'),
    auditKey: at('keys', 'audit.key'),
    auditPublicKey: at('audit', 'public.pem'),
    auditSeals: at('audit', 'seals.jsonl'),
    logs: at('logs'),
    run: at('run'),
    linkSocket: at('run', 'link.sock'),
    connection: at('run', 'connection.json'),
    installation: at('installation.json'),
    lastVersion: at('version'),
    lastBackup: at('last-backup.json'),
    launcherLock: at('run', 'launcher.json'),
    joined: at('joined.json'),
    compileCache: at('cache', 'compiled'),
  };
}

/** `--home`, else `TENANTRY_HOME`, else `.tenantry` in the user's own folder. */
export function homeDirectory(asked: string | undefined): string {
  return resolve(asked ?? process.env['TENANTRY_HOME'] ?? join(homedir(), '.tenantry'));
}

/** The folder of the package itself: sources or built files, ready-made runbooks, migrations. */
export const packageRoot = dirname(findPackageJSON(import.meta.url)!);

/** Of the package: `0.1.0`. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
