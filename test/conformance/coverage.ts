import { type RouteDescription, describedRoutes } from '../../src/api/described-routes.ts';
import { conformanceCases } from './cases/index.ts';
import { type AzureOperation, azureOperations } from './operations.rows.ts';

/** `shown` counts: a case sees its effect through another operation. `unproven` is served, and no case says anything of it. */
export type Standing =
  | { readonly is: 'shown'; readonly through: string }
  | { readonly is: 'refused' }
  | { readonly is: 'unproven' }
  | { readonly is: 'missing' };

export interface Coverage {
  /** Azure Automation's own operations: the denominator. */
  readonly azure: readonly (AzureOperation & { readonly standing: Standing })[];
  /** What else is served: Resource Manager's surroundings, and ours. */
  readonly beside: readonly { readonly route: RouteDescription; readonly standing: Standing }[];
}

export function coverage(): Coverage {
  const routes = describedRoutes().filter(({ alias }) => alias !== true);
  const served = new Set<string>(routes.map(({ operation }) => operation));
  const shown = new Map(conformanceCases.flatMap(({ shows }) => Object.entries(shows)));
  const refused = new Set(conformanceCases.flatMap(({ refuses = [] }) => refuses));
  const standingOf = (operation: string): Standing => {
    if (!served.has(operation)) return { is: 'missing' };
    if (refused.has(operation)) return { is: 'refused' };
    const through = shown.get(operation);
    return through === undefined ? { is: 'unproven' } : { is: 'shown', through };
  };
  const azure = new Set(azureOperations.map(({ operation }) => operation));
  return {
    azure: azureOperations.map((each) => ({ ...each, standing: standingOf(each.operation) })),
    beside: routes
      .filter(({ operation }) => !azure.has(operation))
      .map((route) => ({ route, standing: standingOf(route.operation) })),
  };
}
