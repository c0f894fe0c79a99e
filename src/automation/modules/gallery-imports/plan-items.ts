import { problem } from '#kernel';

import type { GalleryImport, ImportItem } from './gallery-import.ts';
import type { ModulePlan } from './plan.ts';

/**
 * The items of a plan; what was begun already goes on, but for the version that has to be tried again.
 * @throws ModulePlanConflict
 */
export function planItems(
  { imports, present, conflicts }: ModulePlan,
  begun: readonly ImportItem[] = [],
  failedVersion?: string,
): Pick<GalleryImport, 'items' | 'present'> {
  if (conflicts.length > 0)
    throw problem('ModulePlanConflict', {
      reasons: conflicts.map(({ name, reason }) => `'${name}': ${reason}`).join('; '),
    });
  const items = imports.map((planned): ImportItem => {
    const before = begun.find(({ name, version }) => name === planned.name && version === planned.version);
    if (before?.versionId === undefined || before.versionId === failedVersion)
      return { ...planned, state: 'Waiting' };
    return { ...planned, state: before.state, versionId: before.versionId };
  });
  return { items, present };
}
