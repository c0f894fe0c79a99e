import { directorySheets, logEntities } from './directory-sheets.ts';
import { extensionSheets } from './extensions.ts';
import { group } from './group.ts';
import { message } from './message.ts';
import { peopleSheets } from './people-sheets.ts';
import type { EntitySheet } from './sheet.ts';
import { queueEntities, subscriptionSheets } from './subscription.ts';
import { user } from './user.ts';

export type EntityName =
  | 'user'
  | 'group'
  | 'message'
  | keyof typeof peopleSheets
  | keyof typeof directorySheets
  | keyof typeof extensionSheets
  | keyof typeof subscriptionSheets;

/** Every entity that the tenant keeps. */
export const sheets: Readonly<Record<EntityName, EntitySheet>> = {
  user,
  group,
  message,
  ...peopleSheets,
  ...directorySheets,
  ...extensionSheets,
  ...subscriptionSheets,
};

export const entityNames = Object.keys(sheets) as readonly EntityName[];

const bySet = new Map(
  entityNames.flatMap((name) =>
    sheets[name].set === undefined ? [] : [[sheets[name].set.toLowerCase(), name] as const],
  ),
);

/** Of `users`, `roleManagement/directory/roleAssignments`, … . Graph does not mind the case of a segment. */
export function entityOfSet(set: string): EntityName | undefined {
  return bySet.get(set.toLowerCase());
}

/** How many segments the longest name of a set has. */
export const longestSet = Math.max(...[...bySet.keys()].map((set) => set.split('/').length));

export const directoryObjects = entityNames.filter((name) => sheets[name].directoryObject === true);

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(sheets, name);
}

/** Is it a record of what happened, such as a sign-in? */
export function isLog(entity: EntityName): boolean {
  return logEntities.has(entity) || queueEntities.has(entity);
}
