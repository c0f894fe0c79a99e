import { newId } from '#kernel';

import type { Tenants } from '../admin/tenants.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import { diffStates } from '../diff/diff.ts';
import { setPassword } from '../entra/users/passwords.ts';
import { demoLeaver, mainDomain } from '../seed/facts.ts';
import { administratorOf } from './administrator.ts';
import { demandCalls, matchingCalls } from './calls.ts';
import { createClients } from './clients.ts';
import type { RunningTenant } from './running-tenant.ts';
import { createSeeder } from './seeder.ts';
import { trustInProcess } from './trust.ts';
import { demandFound, findApp, findGroup, findUser } from './views.ts';

/** Puts the library together over tenants that are being served. */
export function assemble(options: {
  readonly tenants: Tenants;
  readonly clock: TenantClock;
  readonly caPem: string;
  /** After everything is closed. */
  readonly onClose: () => void;
}): RunningTenant {
  const { tenants, clock, caPem } = options;
  const { origin, tenantId } = tenants.describe('main');
  const main = () => tenants.get('main');
  const stateOf = (name = 'main') => tenants.get(name).state;
  const logged = (name = 'main') => tenants.get(name).log.after(0, 100_000);
  const graph = administratorOf(main);
  let counted = 0;
  const seed = createSeeder({ tenant: main, graph, domain: mainDomain, next: () => (counted += 1) });
  const forgetTrust: (() => void)[] = [];
  let closing: Promise<void> | undefined;

  const running: RunningTenant = {
    origin,
    tenantId,
    domain: mainDomain,
    caPem,
    demoLeaver,
    seed,
    graph,
    clock,
    ...createClients({ tenant: main, origin, tenantId, caPem, seed, graph }),
    limits: (name = 'main') => tenants.get(name).conduct.limits,
    faults: (name = 'main') => tenants.get(name).conduct.faults,
    findUser: (upn, name) => findUser(stateOf(name), upn),
    findGroup: (displayName, name) => findGroup(stateOf(name), displayName),
    findApp: (displayName, name) => findApp(stateOf(name), displayName),
    user: (upn, name) =>
      demandFound(stateOf(name), 'user', 'userPrincipalName', upn, running.findUser(upn, name)),
    group: (displayName, name) =>
      demandFound(stateOf(name), 'group', 'displayName', displayName, running.findGroup(displayName, name)),
    app: (displayName, name) =>
      demandFound(
        stateOf(name),
        'application',
        'displayName',
        displayName,
        running.findApp(displayName, name),
      ),
    groupsOf: (upn, name) => running.findUser(upn, name)?.groups ?? [],
    setPassword: (upn, password, name) => setPassword(stateOf(name), running.user(upn, name).id, password),
    outbox: (name) => stateOf(name).all('message'),
    calls: (pattern = {}, name) => matchingCalls(logged(name), pattern),
    expectCall: (expected, name) => demandCalls(logged(name), expected),
    forgetCalls: (name = 'main') => tenants.get(name).log.clear(),
    requests: (after = 0, name = 'main') => tenants.get(name).log.after(after, 100_000),
    snapshot(tenant = 'main') {
      const { name } = tenants.snapshots.create(tenant, newId());
      return { name, restore: () => tenants.snapshots.restore(tenant, name) };
    },
    reset: (name = 'main', asked, onProgress) => tenants.reset(name, asked, onProgress),
    fork: (name, from = 'main') => tenants.fork(name, from),
    diff: (before, after) => diffStates(stateOf(before), stateOf(after)),
    trustInProcess: () => void forgetTrust.push(trustInProcess(caPem)),
    close() {
      closing ??= close();
      return closing;
    },
    [Symbol.asyncDispose]: () => running.close(),
  };

  async function close(): Promise<void> {
    for (const forget of forgetTrust) forget();
    await tenants.close();
    options.onClose();
  }
  return running;
}
