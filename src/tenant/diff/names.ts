import type { EntityName } from '../edm/model.ts';

/** The property a person knows an object by; its id where there is none. */
const nameProperties: Readonly<Record<EntityName, string>> = {
  user: 'displayName',
  group: 'displayName',
  application: 'displayName',
  servicePrincipal: 'displayName',
  appRoleAssignment: 'principalDisplayName',
  subscribedSku: 'skuPartNumber',
  organization: 'displayName',
  domain: 'id',
  licenseDetails: 'skuPartNumber',
  message: 'subject',
};

export function nameProperty(entity: EntityName): string {
  return nameProperties[entity];
}
