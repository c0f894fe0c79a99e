import { type EntityName, sheets } from '../edm/model.ts';

/** The property a person knows an object by, where it is not `displayName`. */
const nameProperties: Readonly<Partial<Record<EntityName, string>>> = {
  appRoleAssignment: 'principalDisplayName',
  subscribedSku: 'skuPartNumber',
  licenseDetails: 'skuPartNumber',
  message: 'subject',
};

/** Its id where there is none. */
export function nameProperty(entity: EntityName): string {
  const usual = Object.hasOwn(sheets[entity].properties, 'displayName') ? 'displayName' : 'id';
  return nameProperties[entity] ?? usual;
}
