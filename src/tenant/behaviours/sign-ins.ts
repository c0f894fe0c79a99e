import { isoTime, newId } from '#kernel';

import type { TenantState } from '../state/state.ts';
import { afterSignIn } from './users/sign-in-activity.ts';

/** How somebody signed in, in the words of `signInEventTypes`. */
export type SignInKind = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

/** A policy that was looked at, as `appliedConditionalAccessPolicies` shows it. */
export interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly enforcedGrantControls: readonly string[];
  readonly enforcedSessionControls: readonly string[];
  readonly result:
    | 'success'
    | 'failure'
    | 'notApplied'
    | 'notEnabled'
    | 'reportOnlySuccess'
    | 'reportOnlyFailure'
    | 'reportOnlyNotApplied'
    | 'reportOnlyInterrupted';
}

/** What the token endpoint knows of one sign-in, good or refused. */
export interface SignInFacts {
  readonly kind: SignInKind;
  /** Milliseconds, from the tenant's clock. */
  readonly at: number;
  readonly appId: string;
  /** `appId` of what the token is for. */
  readonly resourceAppId?: string;
  readonly userId?: string;
  /** As it was typed, when no user of that name exists. */
  readonly userPrincipalName?: string;
  /** 0 when it succeeded, else the number of the AADSTS error. */
  readonly errorCode: number;
  readonly failureReason?: string;
  readonly additionalDetails?: string;
  readonly ipAddress?: string;
  readonly userAgent?: string;
  readonly correlationId?: string;
  /** `Browser`, `Mobile Apps and Desktop clients`, `Exchange ActiveSync`, … . */
  readonly clientAppUsed?: string;
  readonly deviceDetail?: Readonly<Record<string, unknown>>;
  readonly location?: Readonly<Record<string, unknown>>;
  readonly appliedPolicies?: readonly AppliedPolicy[];
}

/** Sign-in logs of a tenant with Entra ID P1 reach back so far. Source: concept "Microsoft Entra data retention". */
const keptFor = 30 * 24 * 60 * 60 * 1000;
/** Beyond this many rows the oldest go first: a log must not outgrow its tenant. */
const mostRows = 200_000;
const pruneOnceIn = 500;

let sincePruned = 0;

/** Writes the row of the sign-in log; returns its id, which Graph shows and Entra names as the request's. */
export function recordSignIn(state: TenantState, facts: SignInFacts): string {
  const id = newId();
  const user = facts.userId === undefined ? undefined : state.get('user', facts.userId);
  const client = state.find('servicePrincipal', 'appId', facts.appId)[0];
  const resource =
    facts.resourceAppId === undefined
      ? undefined
      : state.find('servicePrincipal', 'appId', facts.resourceAppId)[0];
  const tenant = state.setting('tenant-id') ?? null;
  const ofApp = facts.kind === 'servicePrincipal' || facts.kind === 'managedIdentity';
  state.insert('signIn', {
    id,
    appDisplayName: client?.['displayName'] ?? null,
    appId: facts.appId,
    appliedConditionalAccessPolicies: facts.appliedPolicies ?? [],
    authenticationAppDeviceDetails: null,
    clientAppUsed: facts.clientAppUsed ?? '',
    conditionalAccessStatus: conditionalAccessStatus(facts.appliedPolicies ?? []),
    correlationId: facts.correlationId ?? newId(),
    createdDateTime: isoTime(facts.at).replace(/\.\d{3}Z$/, 'Z'),
    deviceDetail: { ...noDevice, ...facts.deviceDetail },
    homeTenantId: tenant,
    ipAddress: facts.ipAddress ?? '',
    isInteractive: facts.kind === 'interactiveUser',
    location: { ...noLocation, ...facts.location },
    resourceDisplayName: resource?.['displayName'] ?? null,
    resourceId: facts.resourceAppId ?? null,
    resourceTenantId: tenant,
    riskDetail: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    servicePrincipalId: ofApp ? (client?.id ?? null) : '',
    servicePrincipalName: ofApp ? (client?.['displayName'] ?? null) : null,
    signInEventTypes: [facts.kind],
    status: {
      errorCode: facts.errorCode,
      failureReason: facts.failureReason ?? (facts.errorCode === 0 ? 'Other.' : null),
      additionalDetails: facts.additionalDetails ?? null,
    },
    userAgent: facts.userAgent ?? null,
    userDisplayName: user?.['displayName'] ?? null,
    userId: facts.userId ?? null,
    userPrincipalName: user?.['userPrincipalName'] ?? facts.userPrincipalName ?? null,
  });
  if (user !== undefined && !ofApp) {
    const signInActivity = afterSignIn(user['signInActivity'], facts, id);
    state.update('user', user.id, { signInActivity });
  }
  sincePruned += 1;
  if (sincePruned >= pruneOnceIn) {
    sincePruned = 0;
    prune(state, facts.at);
  }
  return id;
}

const noDevice = {
  deviceId: '',
  displayName: '',
  operatingSystem: '',
  browser: '',
  isCompliant: false,
  isManaged: false,
  trustType: '',
};

const noLocation = {
  city: '',
  state: '',
  countryOrRegion: '',
  geoCoordinates: { altitude: null, latitude: null, longitude: null },
};

/** Source: learn.microsoft.com/graph/api/resources/signin, `conditionalAccessStatus`. Report-only ones do not count. */
function conditionalAccessStatus(policies: readonly AppliedPolicy[]): string {
  if (policies.some(({ result }) => result === 'failure')) return 'failure';
  return policies.some(({ result }) => result === 'success') ? 'success' : 'notApplied';
}

function prune(state: TenantState, now: number): void {
  const oldest = isoTime(now - keptFor).replace(/\.\d{3}Z$/, 'Z');
  const tooOld = state.select('select id from e_signIn where "createdDateTime" < ? limit 1000', [oldest]);
  const excess = state.count('signIn') - tooOld.length - mostRows;
  const tooMany =
    excess <= 0
      ? []
      : state.select('select id from e_signIn order by "createdDateTime" limit ?', [Math.min(excess, 1000)]);
  for (const { id } of [...tooOld, ...tooMany]) state.remove('signIn', String(id));
}
