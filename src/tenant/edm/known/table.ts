import { applicationsKnown } from './applications.ts';
import { directoryKnown } from './directory.ts';
import { type Known, words } from './known.ts';
import { peopleKnown } from './people.ts';
import { policiesKnown } from './policies.ts';
import { reportsKnown } from './reports.ts';
import { rolesKnown } from './roles.ts';

/**
 * Names that Microsoft Graph v1.0 has, so that a request for one which this tenant lacks gets an honest 501 instead of
 * being told that it does not exist, and so that COVERAGE.md has something to count against.
 */
export const knownTypes: Readonly<Record<string, Known>> = {
  ...peopleKnown,
  ...rolesKnown,
  ...directoryKnown,
  ...applicationsKnown,
  ...policiesKnown,
  ...reportsKnown,
};

export const knownRoots = words(`
    admin agreementAcceptances agreements appCatalogs applicationTemplates applications auditLogs
    authenticationMethodConfigurations authenticationMethodsPolicy certificateBasedAuthConfiguration
    chats communications compliance connections contacts contracts copilot dataPolicyOperations
    deviceAppManagement deviceManagement devices directory directoryObjects directoryRoleTemplates
    directoryRoles domainDnsRecords domains drives education employeeExperience external filterOperators
    functions groupLifecyclePolicies groupSettingTemplates groupSettings groups identity
    identityGovernance identityProtection identityProviders informationProtection invitations me
    oauth2PermissionGrants organization permissionGrants places planner policies print privacy reports
    roleManagement schemaExtensions scopedRoleMemberships search security servicePrincipals shares sites
    solutions storage subscribedSkus subscriptions teams teamsTemplates teamwork tenantRelationships
    users
`);

const members = setsOf(({ navigations, operations }) => [...navigations, ...operations]);
const properties = setsOf((known) => known.properties);
const roots = lowered(knownRoots);

/** Of an entity, or of the service itself. Graph does not mind the case. */
export function knownToGraph(entity: string | undefined, segment: string): boolean {
  const names = entity === undefined ? roots : members.get(entity);
  return names?.has(segment.replace(/\(.*$/, '').toLowerCase()) ?? false;
}

export function propertyKnownToGraph(entity: string, name: string): boolean {
  return properties.get(entity)?.has(name.toLowerCase()) ?? false;
}

function setsOf(names: (known: Known) => readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(knownTypes).map(([type, known]) => [type, lowered(names(known))]));
}

function lowered(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
