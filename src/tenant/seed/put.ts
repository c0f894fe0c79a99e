import type { EntityName } from '../edm/model.ts';

/** Where seeded rows go. */
export type Put = (
  entity: EntityName,
  row: Readonly<Record<string, unknown>> & { readonly id: string },
) => void;
