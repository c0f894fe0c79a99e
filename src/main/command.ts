import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Examine, type Launcher, type TenantLauncher, type TenantSeeder, createCli } from '#cli';

import { homeDirectory, packageRoot } from './home/layout.ts';

/** The program `tenantry`. */
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
};
/** Loaded when they are asked for: no other command needs what starts everything, or the worker's modules. */
const launch: Launcher = async (request, terminal) => (await import('./start.ts')).start(request, terminal);
const launchTenant: TenantLauncher = async (request, terminal) =>
  (await import('./lone-tenant/lone-tenant.ts')).startLoneTenant(request, terminal);
const seedTenant: TenantSeeder = async (request) =>
  (await import('./lone-tenant/lone-tenant.ts')).seedHomeTenant(request);
const examine: Examine = async () => (await import('#worker')).examineMachine(packageRoot);
const cli = createCli({
  launch,
  launchTenant,
  seedTenant,
  examine,
  defaultHome: homeDirectory(undefined),
  version,
});
process.exit(await cli.run(process.argv.slice(2)));
