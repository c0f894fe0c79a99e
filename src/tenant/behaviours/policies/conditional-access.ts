import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';
import { demandAddresses } from './addresses.ts';

type Values = Record<string, unknown>;

const states = ['enabled', 'disabled', 'enabledForReportingButNotEnforced'];
const clientAppTypes = [
  'all',
  'browser',
  'mobileAppsAndDesktopClients',
  'exchangeActiveSync',
  'easSupported',
  'other',
];
const builtInControls = [
  'block',
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
];
/** Source: learn.microsoft.com/entra/identity/conditional-access/overview: policies of one tenant. */
const most = 240;

const noUsers = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
};
const noApplications = {
  includeApplications: [],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
};
const noConditions = {
  userRiskLevels: [],
  signInRiskLevels: [],
  servicePrincipalRiskLevels: [],
  insiderRiskLevels: null,
  clientAppTypes: ['all'],
  platforms: null,
  locations: null,
  devices: null,
  clientApplications: null,
  authenticationFlows: null,
};

export const conditionalAccessHooks: Readonly<Record<string, Hooks>> = {
  conditionalAccessPolicy: {
    create(context, values) {
      if (context.state.count('conditionalAccessPolicy') >= most)
        throw problem('GraphPolicyTooMany', { most });
      const policy: Values = {
        description: null,
        grantControls: null,
        sessionControls: null,
        templateId: null,
        ...values,
        conditions: complete(values['conditions'], {}),
        createdDateTime: instant(context),
        modifiedDateTime: null,
      };
      check(context, policy);
      return { ...policy, grantControls: completeGrant(policy['grantControls']) };
    },
    update(context, row, values) {
      const patch: Values = { ...values, modifiedDateTime: instant(context) };
      if (values['conditions'] !== undefined)
        patch['conditions'] = complete(values['conditions'], row['conditions']);
      check(context, { ...row, ...patch });
      if (values['grantControls'] !== undefined)
        patch['grantControls'] = completeGrant(values['grantControls']);
      return patch;
    },
  },
  namedLocation: {
    create(context, values) {
      checkLocation(values, values);
      const now = instant(context);
      const ip = values['odataType'] === 'ipNamedLocation';
      return {
        ...(ip
          ? { isTrusted: false }
          : { countryLookupMethod: 'clientIpAddress', includeUnknownCountriesAndRegions: false }),
        ...values,
        createdDateTime: now,
        modifiedDateTime: now,
      };
    },
    update(context, row, values) {
      checkLocation(values, row);
      return { ...values, modifiedDateTime: instant(context) };
    },
    remove({ state }, row) {
      if (row['isTrusted'] === true) throw problem('GraphLocationTrusted');
      const used = state
        .all('conditionalAccessPolicy')
        .some((policy) =>
          JSON.stringify((policy['conditions'] as Values | null)?.['locations'] ?? null).includes(row.id),
        );
      if (used) throw problem('GraphLocationUsed');
    },
  },
};

/** What is not named stays as it was, or is nothing. */
function complete(given: unknown, before: unknown): Values {
  const old = (before ?? {}) as Values;
  const conditions = (typeof given === 'object' && given !== null ? given : {}) as Values;
  return {
    ...noConditions,
    ...old,
    ...conditions,
    users: {
      ...noUsers,
      ...(old['users'] as object | undefined),
      ...(conditions['users'] as object | undefined),
    },
    applications: {
      ...noApplications,
      ...(old['applications'] as object | undefined),
      ...(conditions['applications'] as object | undefined),
    },
  };
}

function completeGrant(given: unknown): unknown {
  if (given === null || given === undefined) return null;
  return {
    operator: 'OR',
    builtInControls: [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
    ...given,
  };
}

/** Source: learn.microsoft.com/graph/api/conditionalaccessroot-post-policies and what public issues quote. */
function check(context: Context, policy: Values): void {
  const malformed = (): Error => problem('GraphPolicyMalformed');
  if (!states.includes(String(policy['state']))) throw malformed();
  const conditions = policy['conditions'] as Values;
  const types = conditions['clientAppTypes'];
  if (Array.isArray(types) && types.length === 0) throw problem('GraphPolicyClientApps');
  if (!isAmong(types, clientAppTypes)) throw malformed();
  const users = conditions['users'] as Values;
  const applications = conditions['applications'] as Values;
  const named = (of: Values, names: readonly string[]): boolean =>
    names.some(
      (name) =>
        (Array.isArray(of[name]) && of[name].length > 0) ||
        (of[name] !== null && !Array.isArray(of[name]) && of[name] !== undefined),
    );
  const forWorkloads =
    conditions['clientApplications'] !== null && conditions['clientApplications'] !== undefined;
  if (
    !forWorkloads &&
    !named(users, ['includeUsers', 'includeGroups', 'includeRoles', 'includeGuestsOrExternalUsers'])
  )
    throw malformed();
  const what = [
    'includeApplications',
    'includeUserActions',
    'includeAuthenticationContextClassReferences',
    'applicationFilter',
  ];
  if (!named(applications, what)) throw malformed();
  const grant = policy['grantControls'] as Values | null;
  if (grant === null && policy['sessionControls'] === null) throw malformed();
  if (grant !== null) checkGrant(grant, malformed);
  const defaults = context.state.get(
    'identitySecurityDefaultsEnforcementPolicy',
    'identitySecurityDefaultsEnforcementPolicy',
  );
  if (policy['state'] === 'enabled' && defaults?.['isEnabled'] === true)
    throw problem('GraphSecurityDefaults');
}

function checkGrant(grant: Values, malformed: () => Error): void {
  const controls = grant['builtInControls'] ?? [];
  const operator = grant['operator'] ?? 'OR';
  if (!isAmong(controls, builtInControls) || (operator !== 'AND' && operator !== 'OR')) throw malformed();
  // Nothing goes with block.
  if ((controls as string[]).includes('block') && (controls as string[]).length > 1) throw malformed();
}

function isAmong(value: unknown, known: readonly string[]): boolean {
  return Array.isArray(value) && value.every((each) => known.includes(String(each)));
}

function checkLocation(values: Values, location: Readonly<Values>): void {
  const invalid = (property: string): Error =>
    problem('GraphPropertyInvalid', { property, type: 'NamedLocation' });
  if (location['odataType'] === 'ipNamedLocation') {
    if (values['ipRanges'] !== undefined || location === values)
      demandAddresses(values['ipRanges'], invalid('ipRanges'));
    return;
  }
  const countries = values['countriesAndRegions'];
  if (countries === undefined && location !== values) return;
  if (
    !Array.isArray(countries) ||
    countries.length === 0 ||
    !countries.every((code) => /^[A-Z]{2}$/.test(String(code)))
  )
    throw invalid('countriesAndRegions');
}
