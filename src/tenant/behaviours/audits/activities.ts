import type { RecordedChange } from '../../state/change.ts';

/** What an entry of the audit log calls a change. */
export interface Activity {
  readonly name: string;
  readonly category: string;
  readonly operationType: string;
  readonly service: string;
}

interface Subject {
  /** `user` in "Add user". */
  readonly noun: string;
  readonly category: string;
  readonly service?: string;
  readonly removed?: string;
}

/**
 * Names of activities and categories. Source: learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities;
 * what that page has no name for is named after its pattern. Entities that are not here leave no entry of their own:
 * they follow from others (members of activated roles, instances of schedules, counted licences).
 */
const subjects: Readonly<Record<string, Subject>> = {
  user: { noun: 'user', category: 'UserManagement' },
  group: { noun: 'group', category: 'GroupManagement' },
  application: { noun: 'application', category: 'ApplicationManagement' },
  servicePrincipal: { noun: 'service principal', category: 'ApplicationManagement', removed: 'Remove' },
  appRoleAssignment: { noun: 'app role assignment to', category: 'ApplicationManagement', removed: 'Remove' },
  oAuth2PermissionGrant: {
    noun: 'delegated permission grant',
    category: 'ApplicationManagement',
    removed: 'Remove',
  },
  federatedIdentityCredential: { noun: 'federated identity credential', category: 'ApplicationManagement' },
  unifiedRoleAssignment: { noun: 'member to role', category: 'RoleManagement', removed: 'Remove' },
  unifiedRoleEligibilitySchedule: {
    noun: 'eligible member to role',
    category: 'RoleManagement',
    service: 'PIM',
    removed: 'Remove',
  },
  unifiedRoleDefinition: { noun: 'role definition', category: 'RoleManagement' },
  administrativeUnit: { noun: 'administrative unit', category: 'AdministrativeUnit' },
  device: { noun: 'device', category: 'Device' },
  domain: { noun: 'unverified domain', category: 'DirectoryManagement', removed: 'Remove' },
  organization: { noun: 'company information', category: 'DirectoryManagement' },
  conditionalAccessPolicy: {
    noun: 'conditional access policy',
    category: 'Policy',
    service: 'Conditional Access',
  },
  namedLocation: { noun: 'named location', category: 'Policy', service: 'Conditional Access' },
  authorizationPolicy: { noun: 'authorization policy', category: 'AuthorizationPolicy' },
  identitySecurityDefaultsEnforcementPolicy: { noun: 'policy', category: 'Policy' },
  authenticationMethodsPolicy: { noun: 'authentication methods policy', category: 'Policy' },
  permissionGrantPolicy: { noun: 'permission grant policy', category: 'PermissionGrantPolicy' },
  groupLifecyclePolicy: { noun: 'group lifecycle policy', category: 'GroupManagement' },
};

/** By the name of the relation: what joins, and what it joins. */
const relations: Readonly<Record<string, readonly [what: string, to: string]>> = {
  'group.members': ['member', 'group'],
  'group.owners': ['owner', 'group'],
  'application.owners': ['owner', 'application'],
  'servicePrincipal.owners': ['owner', 'service principal'],
  'administrativeUnit.members': ['member', 'administrative unit'],
  'device.registeredOwners': ['registered owner', 'device'],
  'device.registeredUsers': ['registered user', 'device'],
  'user.manager': ['manager', 'user'],
};

const verbs: Readonly<Record<string, readonly [verb: string, operationType: string]>> = {
  created: ['Add', 'Add'],
  updated: ['Update', 'Update'],
  deleted: ['Delete', 'Delete'],
  restored: ['Restore', 'Restore'],
  purged: ['Hard Delete', 'Delete'],
};

/** Nothing where a change is not audited by itself. */
export function activityOf(change: RecordedChange): Activity | undefined {
  const subject = subjects[change.entity];
  if (subject === undefined) return undefined;
  const { category, service = 'Core Directory' } = subject;
  if (change.navigation !== undefined) {
    const relation = relations[change.navigation];
    if (relation === undefined) return undefined;
    const added = change.kind === 'linked';
    const [what, to] = relation;
    const name = `${added ? 'Add' : 'Remove'} ${what} ${added ? 'to' : 'from'} ${to}`;
    return { name, category, service, operationType: added ? 'Assign' : 'Unassign' };
  }
  const special = specialName(change);
  if (special !== undefined) return { ...special, category, service };
  const [verb = 'Update', operationType = 'Update'] = verbs[change.kind] ?? [];
  const gone = change.kind === 'deleted' && subject.removed !== undefined;
  return {
    name: `${gone ? subject.removed : verb} ${nounOf(change, subject)}`,
    category,
    service,
    operationType,
  };
}

function nounOf({ entity, kind, properties }: RecordedChange, { noun }: Subject): string {
  if (entity === 'appRoleAssignment') {
    const type = properties['principalType']?.find((value) => typeof value === 'string');
    const whom = type === 'User' ? 'user' : type === 'Group' ? 'group' : 'service principal';
    return `app role assignment ${kind === 'deleted' ? 'from' : 'to'} ${whom}`;
  }
  return kind === 'deleted' ? noun.replace(' to role', ' from role') : noun;
}

/** Changes of some properties have names of their own. */
function specialName({
  entity,
  kind,
  properties,
}: RecordedChange): Pick<Activity, 'name' | 'operationType'> | undefined {
  if (kind !== 'updated') return undefined;
  const changed = Object.keys(properties);
  const only = (...names: readonly string[]): boolean =>
    changed.length > 0 && changed.every((name) => names.includes(name));
  if (entity === 'organization') return { name: 'Set Company Information', operationType: 'Update' };
  if (entity === 'domain' && changed.includes('isVerified'))
    return { name: 'Verify domain', operationType: 'Update' };
  if (
    entity === 'application' &&
    changed.some((name) => name === 'passwordCredentials' || name === 'keyCredentials')
  )
    return { name: 'Update application – Certificates and secrets management', operationType: 'Update' };
  if (entity !== 'user') return undefined;
  if (only('assignedLicenses', 'licenseAssignmentStates', 'assignedPlans', 'provisionedPlans'))
    return { name: 'Change user license', operationType: 'Update' };
  if (
    only('lastPasswordChangeDateTime', 'passwordProfile', 'signInSessionsValidFromDateTime') &&
    changed.includes('lastPasswordChangeDateTime')
  )
    return { name: 'Reset user password', operationType: 'Update' };
  if (only('signInSessionsValidFromDateTime'))
    return { name: 'Update StsRefreshTokenValidFrom Timestamp', operationType: 'Update' };
  if (only('accountEnabled'))
    return {
      name: properties['accountEnabled']?.[1] === true ? 'Enable account' : 'Disable account',
      operationType: 'Update',
    };
  return undefined;
}
