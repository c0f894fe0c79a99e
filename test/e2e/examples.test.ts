import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { newId } from '#kernel';

import { shareOf } from '../share.ts';
import { type TestSystem, startSystem } from '../system.ts';
import { type TenantAdministrator, administrator } from '../tenant-application.ts';

const folder = fileURLToPath(new URL('../../examples/powershell/', import.meta.url));
const host = fileURLToPath(
  new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url),
);
const built = existsSync(host);
if (!built)
  test.skip("scripts for Microsoft 365: the PowerShell host is not built ('npm run build')", () => undefined);

/** What each script has to say in its output, beside ending well. */
const says: Readonly<Record<string, RegExp>> = {
  'app-credentials-expiring': /checked [1-9]\d* credentials/,
  'app-permissions': /[1-9]\d* permissions held by [1-9]\d* applications/,
  'assign-licences-from-csv': /2 assigned, 1 failed/,
  'az-token-rest': /group: .*refused with 404.*account: MSI@50342, expires after now: True/s,
  'copy-group-memberships': /copied [1-9]\d* memberships/,
  'disable-stale-guests': /[1-9]\d* guests, \d+ would be disabled/,
  'group-inventory': /Microsoft 365: [1-9].*Security: [1-9]/s,
  'group-members-csv': /[1-9]\d* memberships; types: user/,
  'groups-without-owner': /Building Access.*checked/s,
  'headcount-by-department': /Engineering +\d+ +\d+\.\d % #+.*Total: [1-9]\d+/s,
  'html-user-report': /True 5 offices/,
  'inactive-accounts': /\d+ accounts without a licence are older than 365 days/,
  'licence-html-mail': /mail with [1-9]\d* lines sent to it-automation@/,
  'licence-report': /SPE_E3.*Written: 5 rows/s,
  'licensed-but-disabled': /Disabled accounts: [1-9]\d*; licences on them: [1-9]/,
  'manager-chain': /Dana Fischer -> .* -> .*levels: [3-9]/s,
  'missing-attributes': /\d+ of [1-9]\d* accounts have holes/,
  'nested-groups': /Building Access.*1 groups contain groups/s,
  'offboard-user': /left Sales Staff.*enabled: False; licences: 0/s,
  'onboard-from-csv': /created: 2/,
  'onboard-user': /made nova\.lind@.*licence SPE_E3, manager \S+ .*, group Sales Staff/s,
  'parallel-mailbox-check': /departments: 4/,
  'raw-graph-paging': /2\d\d people on 4 pages/,
  'reclaim-licences': /would reclaim .*done: 5 accounts/s,
  'reset-passwords': /passwords reset: [1-9]/,
  'sync-group-from-csv': /in step: True with 5 members/,
  'tenant-overview': /Fjordlight.*fjordlight\.example \(default\)/s,
  'update-users-from-csv': /changed: 3/,
  'user-export-csv': /2\d\d people; columns: DisplayName, .*, Enabled, Created.*yes: [1-9]/s,
  'users-without-licence': /\d+ of [1-9]\d* enabled members have no licence/,
};

const share = shareOf('EXAMPLES', 5);
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ps1'))
  .map((file) => basename(file, '.ps1'));
const scripts = all.filter((_script, at) => share.has(at));

describe.skipIf(!built)('thirty scripts for Microsoft 365 run to the end on the embedded tenant', () => {
  let test_: TestSystem;
  let tenant: TenantAdministrator;
  beforeAll(async () => {
    test_ = await startSystem();
    tenant = administrator(test_);
    const { value } = await tenant.graph<{ value: { id: string; displayName: string; appId: string }[] }>(
      'GET',
      `/servicePrincipals?$filter=${encodeURIComponent("servicePrincipalType eq 'ManagedIdentity'")}`,
    );
    await tenant.grant(value[0]!.id, [
      'User.ReadWrite.All',
      // Writing all of a user does not write his password.
      'User-PasswordProfile.ReadWrite.All',
      'Group.ReadWrite.All',
      'Application.Read.All',
      'Directory.Read.All',
      'Domain.Read.All',
    ]);
  }, 300_000);
  afterAll(async () => {
    await tenant?.close();
    await test_?.stop();
  });

  test('there are thirty, and each has something to say', () => {
    expect(all.toSorted()).toEqual(Object.keys(says).toSorted());
    expect(all.length).toBe(30);
  });

  test.each(scripts)('%s', async (script) => {
    const { client } = test_.session;
    // The package brings an offboard-user of its own, in TypeScript.
    const name = `example-${script}`;
    await client.runbooks.create(name, { runbookType: 'PowerShell72' });
    await client.runbooks.putDraft(name, readFileSync(`${folder}${script}.ps1`, 'utf8'));
    await client.runbooks.publish(name);
    // Each on a company of its own: what one changes must not decide what another finds.
    await test_.session.tenants.fork(script);
    const job = newId();
    await client.jobs.create(job, { runbook: name, tenant: script });
    const { status, exception } = await test_.ended(job);
    let output = '';
    const errors: string[] = [];
    for await (const { streamType, jobStreamId } of client.jobs.streams(job)) {
      const { streamText } = await client.jobs.stream(job, jobStreamId);
      if (streamType === 'Output') output += `${streamText}\n`;
      if (streamType === 'Error') errors.push(streamText ?? '');
    }
    expect([status, exception ?? null, errors]).toEqual(['Completed', null, []]);
    expect(output).toMatch(says[script]!);
  });
});
