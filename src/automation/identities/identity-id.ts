/** Where a user-assigned identity is, in the case that the client wrote. */
export interface IdentityPath {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

const provider = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const idPattern =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/([^/]+)$/i;

/** ARM's id of a user-assigned identity. */
export function identityArmId({ subscriptionId, resourceGroup, name }: IdentityPath): string {
  // Azure writes the group's part of this one id in lower case.
  return `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/providers/${provider}/${name}`;
}

/** Undefined when the text is no id of a user-assigned identity. */
export function parseIdentityId(id: string): IdentityPath | undefined {
  const [whole, subscriptionId = '', resourceGroup = '', name = ''] = idPattern.exec(id) ?? [];
  return whole === undefined ? undefined : { subscriptionId, resourceGroup, name };
}
