import { secretSetting } from '../behaviours/applications/credentials.ts';
import { clockSetting } from '../clock/tenant-clock.ts';
import { keySetting } from '../entra/signing-key.ts';
import { conductSettings } from '../server/conduct.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import { replaceContents } from '../state/replace.ts';
import { openState } from '../state/state.ts';
import { accountIdentities, restoreIdentities } from './account-identities.ts';

/** What belongs to the installation and not to the company: tokens stay good, and settings stay set. */
const keptSettings = [keySetting, clockSetting, ...conductSettings];

/**
 * Makes a served tenant what a file holds, in place: its server and its port stay, since the request to do so may have come
 * in through them. The file is changed too: what is kept of the tenant is put into it first.
 */
export async function refill(tenant: ServedTenant, file: string): Promise<void> {
  const identities = accountIdentities(tenant.state);
  const secrets = identities.flatMap(([, row]) =>
    ((row['passwordCredentials'] ?? []) as readonly { keyId: string }[]).map(({ keyId }) =>
      secretSetting(keyId),
    ),
  );
  const kept = [...keptSettings, ...secrets].map((key) => [key, tenant.state.setting(key)] as const);
  const filled = openState(file, tenant.clock);
  filled.unlogged(() => {
    for (const [key, value] of kept) if (value !== undefined) filled.setSetting(key, value);
    restoreIdentities(filled, identities);
  });
  filled.close();
  await replaceContents(tenant.state, file);
}
