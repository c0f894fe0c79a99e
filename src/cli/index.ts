export { type Cli, type CliOptions, createCli } from './cli.ts';
export type {
  Examine,
  Finding,
  HybridWorkerPrograms,
  InstallServiceRequest,
  InstalledService,
  JoinWorkerRequest,
  JoinedWorker,
  Launcher,
  RunWorkerRequest,
  SeedRequest,
  StartRequest,
  TenantLauncher,
  TenantRequest,
  TenantSeeder,
} from './command/definition.ts';
export type { BackupSummary, HomeOperations, RestoreOrder, UpgradeFinding } from './command/operations.ts';
export { type Failure, failureOf, printFailure } from './command/failure.ts';
export { type Permission, type RunbookSource, readRunbook } from './commands/runbook/gallery.ts';
export { type Connection, connectionFile, readConnection } from './connection/connection.ts';
export {
  type TenantConnection,
  type TenantSession,
  openTenantSession,
  tenantConnectionFile,
} from './connection/tenant-session.ts';
export { isolationText, isolationWarning } from './terminal/isolation.ts';
export { type Session, openSession } from './connection/session.ts';
export { describeCommands } from './describe.ts';
export { renderDiff } from './terminal/diff.ts';
export { type Painter, type Terminal, type TerminalSettings, createTerminal } from './terminal/terminal.ts';
export { type WatchOptions, type WatchedJob, watchJob } from './terminal/watch.ts';
