import type { Automation } from '#automation';

import { above, accepted } from '../http/accepted.ts';
import type { Route } from '../http/routes.ts';

const keys = '/subscriptions/:subscription/providers/tenantry.vault/keys';

/** Ours: the key-encryption keys of the installation. No key is ever told, only their versions. */
export function keyRoutes({ keyRotation }: Automation): Route[] {
  return [
    {
      operation: 'Tenantry_GetVaultKeys',
      method: 'GET',
      path: keys,
      action: 'Tenantry.Vault/keys/read',
      handle: () => keyRotation.state(),
    },
    {
      operation: 'Tenantry_RotateVaultKeys',
      method: 'POST',
      path: `${keys}/rotate`,
      action: 'Tenantry.Vault/keys/rotate/action',
      answers: { 202: 'json' },
      async handle(context) {
        await keyRotation.rotate(context.actor);
        accepted(context, above);
        return keyRotation.state();
      },
    },
  ];
}
