import type { Dice } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { TenantState } from '../state/state.ts';

/**
 * Ids by which others know a tenant: its own, and those of what has an `appId`. A tenant that is filled anew keeps them, so that
 * whoever was granted something elsewhere (the command line its role in an account) is still the same one, whatever the seed.
 */
export interface KnownIds {
  readonly tenantId: string;
  /** `servicePrincipal <appId>` gives its object id. */
  readonly objects: Readonly<Record<string, string>>;
}

const kinds = ['application', 'servicePrincipal'] as const;

export function knownIds(state: TenantState): KnownIds | undefined {
  const tenantId = state.setting('tenant-id');
  if (tenantId === undefined) return undefined;
  const objects = kinds.flatMap((kind) =>
    state
      .select(`select id, "appId" as app from e_${kind} order by id`, [])
      .map(({ id, app }) => [keyOf(kind, String(app)), String(id)] as const),
  );
  return { tenantId, objects: Object.fromEntries(objects) };
}

/** The dice are thrown all the same, so that the others get the ids that follow from the seed; but never one that is kept. */
export function idOf(known: KnownIds | undefined, kind: EntityName, appId: string, dice: Dice): string {
  const kept = new Set(Object.values(known?.objects ?? {}));
  let thrown = dice.id();
  while (kept.has(thrown)) thrown = dice.id();
  return known?.objects[keyOf(kind, appId)] ?? thrown;
}

function keyOf(kind: EntityName, appId: string): string {
  return `${kind} ${appId.toLowerCase()}`;
}
