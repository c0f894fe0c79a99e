import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { SeedRequest, TenantConnection, TenantRequest, Terminal } from '#cli';
import { createLogger } from '#kernel';
import { sizeOf } from '#tenant';

import { homeLayout } from '../home/layout.ts';
import { writeWhole } from '../home/prepare.ts';
import { settlePort } from '../launcher/ports.ts';
import { stopSignal } from '../stop-signal.ts';
import { type FirstApp, firstApp } from './first-app.ts';
import { openHomeTenant } from './home-tenant.ts';

/** `tenantry tenant start`: the tenant and nothing else, until Ctrl-C. Resolves with the exit code. */
export async function startLoneTenant(request: TenantRequest, terminal: Terminal): Promise<number> {
  const stopped = stopSignal();
  const home = homeLayout(request.home);
  const { users, seed, limits, data } = request;
  const { tenant, prepared, stop } = await openHomeTenant({
    home,
    limits,
    seed,
    data,
    users: users === undefined ? undefined : sizeOf(users),
    port: await settlePort(request.port, 'the tenant', '--port'),
    logger: createLogger((line) => terminal.say(line), 'warn'),
    onProgress: ({ what, done, of }) => terminal.progress(`seeding ${what}: ${done} of ${of}`),
  });
  const file = join(home.run, 'tenant.json');
  try {
    const app = firstApp(tenant);
    const connection: TenantConnection = {
      tenantOrigin: tenant.origin,
      tenantId: tenant.tenantId,
      clientId: prepared.installation.cliClientId,
      certificateFile: `${home.cliApp}.pem`,
      privateKeyFile: `${home.cliApp}.key`,
      caFile: `${home.authority}.pem`,
      pid: process.pid,
      firstApp: app.clientId,
    };
    await writeWhole(file, JSON.stringify(connection));
    if (request.json) terminal.out(JSON.stringify({ ...connection, ...app }));
    else terminal.say(welcome(connection, app, request.home, terminal));
    await stopped;
    terminal.progress('stopping');
  } finally {
    rmSync(file, { force: true });
    await stop();
  }
  return 0;
}

/** `tenantry tenant seed` where nothing runs: the tenant of the home is made, or made anew, for its next start. */
export async function seedHomeTenant(request: SeedRequest): Promise<void> {
  const [users, home] = [sizeOf(request.users), homeLayout(request.home)];
  const { seed, onProgress } = request;
  const { tenant, fresh, stop } = await openHomeTenant({
    home,
    port: 0,
    users,
    seed,
    limits: 'off',
    onProgress,
  });
  try {
    if (fresh) return;
    await request.mayReplace();
    await tenant.reset('main', { users, ...(seed !== undefined && { seed }) }, onProgress);
  } finally {
    await stop();
  }
}

function welcome(
  { tenantOrigin, tenantId, caFile }: TenantConnection,
  { clientId, clientSecret }: FirstApp,
  home: string,
  { paint }: Terminal,
): string {
  return [
    paint('bold', 'The tenant is ready. Ctrl-C stops it.'),
    '',
    `  Entra and Graph  ${tenantOrigin}`,
    `  tenant           ${tenantId}`,
    `  application      ${clientId}`,
    ...(clientSecret === undefined
      ? ['  its secret       was shown when it was made; `tenantry tenant env --new-secret` makes another']
      : [`  its secret       ${clientSecret}  (shown this once)`]),
    `  trust            ${caFile}`,
    '',
    'Point clients to it:',
    `  eval "$(npx tenantry tenant env --home '${home}')"`,
    `  curl --cacert '${caFile}' ${tenantOrigin}/${tenantId}/v2.0/.well-known/openid-configuration`,
  ].join('\n');
}
