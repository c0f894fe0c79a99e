import {
  type Examine,
  type HybridWorkerPrograms,
  type Launcher,
  type TenantLauncher,
  type TenantSeeder,
  createCli,
} from '#cli';

import { homeDirectory, packageRoot, packageVersion } from './home/layout.ts';

/** The program `tenantry`. */
const version = packageVersion();
/** Loaded when they are asked for: no other command needs what starts everything, or the worker's modules. */
const launch: Launcher = async (request, terminal) => (await import('./start.ts')).start(request, terminal);
const launchTenant: TenantLauncher = async (request, terminal) =>
  (await import('./lone-tenant/lone-tenant.ts')).startLoneTenant(request, terminal);
const seedTenant: TenantSeeder = async (request) =>
  (await import('./lone-tenant/lone-tenant.ts')).seedHomeTenant(request);
const operations = async () => (await import('./backup/operations.ts')).homeOperations(version, process.env);
const examine: Examine = async () => (await import('#worker')).examineMachine(packageRoot);
const hybridWorker: HybridWorkerPrograms = {
  join: async (request) => (await import('./hybrid-worker/join.ts')).joinWorker(request, version),
  installService: async (request) =>
    (await import('./hybrid-worker/install-service.ts')).installService(request),
  run: async (request, terminal) =>
    (await import('./hybrid-worker/run.ts')).runHybridWorker(request, terminal),
};
const cli = createCli({
  hybridWorker,
  launch,
  launchTenant,
  seedTenant,
  examine,
  operations,
  defaultHome: homeDirectory(undefined),
  version,
});
process.exit(await cli.run(process.argv.slice(2)));
