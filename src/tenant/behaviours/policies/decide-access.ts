import type { AccessDecision, AccessRequest } from '../../entra/access-policy.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { reach } from '../memberships.ts';
import { rolesOf } from '../roles/assignments.ts';
import type { AppliedPolicy } from '../sign-ins.ts';
import { isWithin } from './addresses.ts';

type Outcome = AccessDecision['outcome'];
type Conditions = Readonly<
  Record<string, Readonly<Record<string, unknown>> | readonly string[] | null | undefined>
>;

/** The worst of all counts. */
const severity: readonly Outcome[] = ['allow', 'mfa', 'device', 'block'];

/**
 * Which policies apply to a sign-in and what they ask for. Source: learn.microsoft.com/entra/identity/conditional-access.
 * Not looked at: filters for devices and applications, session controls, terms of use; a policy that depends on a
 * country sees none, since addresses have none here.
 */
export function decideAccess(state: TenantState, request: AccessRequest): AccessDecision {
  let outcome: Outcome = 'allow';
  const policies = state.all('conditionalAccessPolicy').map((policy): AppliedPolicy => {
    const shown = describe(policy);
    if (policy['state'] === 'disabled') return { ...shown, result: 'notEnabled' };
    const reported = policy['state'] !== 'enabled';
    if (!applies(state, (policy['conditions'] ?? {}) as Conditions, request))
      return { ...shown, result: reported ? 'reportOnlyNotApplied' : 'notApplied' };
    const demanded = demandedBy(policy, request);
    if (reported)
      return {
        ...shown,
        result:
          demanded === 'allow'
            ? 'reportOnlySuccess'
            : demanded === 'mfa'
              ? 'reportOnlyInterrupted'
              : 'reportOnlyFailure',
      };
    if (severity.indexOf(demanded) > severity.indexOf(outcome)) outcome = demanded;
    return { ...shown, result: demanded === 'allow' ? 'success' : 'failure' };
  });
  return { outcome, policies };
}

function describe(policy: Row): Omit<AppliedPolicy, 'result'> {
  const grant = policy['grantControls'] as { builtInControls?: string[] } | null;
  const session = (policy['sessionControls'] ?? {}) as Record<string, unknown>;
  return {
    id: policy.id,
    displayName: String(policy['displayName']),
    enforcedGrantControls: (grant?.builtInControls ?? []).map(
      (control) => `${control.charAt(0).toUpperCase()}${control.slice(1)}`,
    ),
    enforcedSessionControls: Object.keys(session).filter(
      (name) => session[name] !== null && !name.startsWith('@'),
    ),
  };
}

function demandedBy(policy: Row, { mfa }: AccessRequest): Outcome {
  const grant = policy['grantControls'] as {
    operator?: string;
    builtInControls?: readonly string[];
    authenticationStrength?: unknown;
  } | null;
  if (grant === null) return 'allow';
  const strength =
    grant.authenticationStrength === null || grant.authenticationStrength === undefined ? [] : ['mfa'];
  const controls = [...(grant.builtInControls ?? []), ...strength];
  if (controls.includes('block')) return 'block';
  const open = controls.filter((control) => !(control === 'mfa' && mfa));
  const all = grant.operator === 'AND';
  if (controls.length === 0 || (all ? open.length === 0 : open.length < controls.length)) return 'allow';
  const byMfa = all ? open.every((control) => control === 'mfa') : open.includes('mfa');
  return byMfa ? 'mfa' : 'device';
}

function applies(state: TenantState, conditions: Conditions, request: AccessRequest): boolean {
  return (
    (request.kind === 'user' ? toUser(state, conditions, request) : toWorkload(conditions, request)) &&
    toApplication(conditions, request) &&
    toClient(conditions, request) &&
    atPlace(state, conditions, request) &&
    atRisk(state, conditions, request)
  );
}

function toUser(state: TenantState, conditions: Conditions, { userId = '' }: AccessRequest): boolean {
  if (conditions['clientApplications'] !== null && conditions['clientApplications'] !== undefined)
    return false;
  const users = conditions['users'] as Readonly<Record<string, unknown>> | undefined;
  const user = state.get('user', userId, ['userType']);
  const guest = user?.['userType'] === 'Guest';
  const groups = new Set(reach(state, userId, ['group.members']));
  const roles = new Set(rolesOf(state, userId));
  const named = (side: 'include' | 'exclude'): boolean =>
    listOf(users?.[`${side}Users`]).some(
      (each) => each === 'All' || each === userId || (each === 'GuestsOrExternalUsers' && guest),
    ) ||
    listOf(users?.[`${side}Groups`]).some((each) => groups.has(each)) ||
    listOf(users?.[`${side}Roles`]).some((each) => roles.has(each)) ||
    (guest && isThere(users?.[`${side}GuestsOrExternalUsers`]));
  return named('include') && !named('exclude');
}

function toWorkload(conditions: Conditions, { servicePrincipalId }: AccessRequest): boolean {
  const clients = conditions['clientApplications'] as Readonly<Record<string, unknown>> | null | undefined;
  if (!isThere(clients)) return false;
  const included = listOf(clients?.['includeServicePrincipals']);
  return (
    included.some((each) => each === 'ServicePrincipalsInMyTenant' || each === servicePrincipalId) &&
    !listOf(clients?.['excludeServicePrincipals']).includes(servicePrincipalId)
  );
}

/** Source: learn.microsoft.com/entra/identity/conditional-access/reference-office-365-application-contents; the main ones. */
const office365 = new Set([
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0ff1-ce00-000000000000',
  '00000006-0000-0ff1-ce00-000000000000',
  'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
]);

function toApplication(conditions: Conditions, { resourceAppId }: AccessRequest): boolean {
  const applications = conditions['applications'] as Readonly<Record<string, unknown>> | undefined;
  const named = (list: unknown): boolean =>
    listOf(list).some(
      (each) =>
        each === 'All' || each === resourceAppId || (each === 'Office365' && office365.has(resourceAppId)),
    );
  return named(applications?.['includeApplications']) && !named(applications?.['excludeApplications']);
}

const platforms: readonly (readonly [name: string, words: RegExp])[] = [
  ['windowsPhone', /Windows Phone/i],
  ['android', /Android/i],
  ['iOS', /iPhone|iPad|iOS/i],
  ['macOS', /Mac OS X|Macintosh/i],
  ['windows', /Windows NT|Windows/i],
  ['linux', /Linux/i],
];

function toClient(conditions: Conditions, request: AccessRequest): boolean {
  const types = listOf(conditions['clientAppTypes']);
  if (types.length > 0 && !types.includes('all') && !types.includes(request.clientAppType)) return false;
  const flows = conditions['authenticationFlows'] as { transferMethods?: string } | null | undefined;
  if (
    isThere(flows) &&
    !String(flows?.transferMethods ?? '')
      .split(',')
      .includes(request.authenticationFlow)
  )
    return false;
  const wanted = conditions['platforms'] as Readonly<Record<string, unknown>> | null | undefined;
  if (!isThere(wanted)) return true;
  const own = platforms.find(([, words]) => words.test(request.userAgent ?? ''))?.[0];
  const named = (list: unknown): boolean => listOf(list).some((each) => each === 'all' || each === own);
  return named(wanted?.['includePlatforms']) && !named(wanted?.['excludePlatforms']);
}

function atPlace(state: TenantState, conditions: Conditions, { ipAddress = '' }: AccessRequest): boolean {
  const places = conditions['locations'] as Readonly<Record<string, unknown>> | null | undefined;
  if (!isThere(places)) return true;
  const inside = (id: string): boolean => {
    if (id === 'All') return true;
    const trusted = id === 'AllTrusted' || id === '00000000-0000-0000-0000-000000000000';
    const locations = trusted
      ? state.all('namedLocation').filter((each) => each['isTrusted'] === true)
      : [state.get('namedLocation', id)].filter((each) => each !== undefined);
    return locations.some(
      (each) => isWithin(each['ipRanges'], ipAddress) || each['includeUnknownCountriesAndRegions'] === true,
    );
  };
  return (
    listOf(places?.['includeLocations']).some(inside) && !listOf(places?.['excludeLocations']).some(inside)
  );
}

/** No sign-in is risky by itself here; a user is when his row says so. */
function atRisk(state: TenantState, conditions: Conditions, { userId = '' }: AccessRequest): boolean {
  if (
    listOf(conditions['signInRiskLevels']).length > 0 ||
    listOf(conditions['servicePrincipalRiskLevels']).length > 0
  )
    return false;
  const levels = listOf(conditions['userRiskLevels']);
  if (levels.length === 0) return true;
  const risky = state.get('riskyUser', userId);
  return risky?.['riskState'] !== 'dismissed' && levels.includes(String(risky?.['riskLevel'] ?? 'none'));
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
