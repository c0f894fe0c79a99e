import { parseIsoTime, problem } from '#kernel';

import { skuById } from '../../facts/skus.ts';
import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Action, Hooks } from '../behaviour.ts';
import { type Assignment, demandAssignable, findAssignment, unassign, wholeTenant } from './assignments.ts';
import {
  type Period,
  beginAssignment,
  beginEligibility,
  endSchedule,
  lookAgain,
  second,
  shownPeriod,
} from './schedules.ts';

type Side = 'held' | 'eligible';
type Values = Readonly<Record<string, unknown>>;

const hour = 60 * 60 * 1000;
/** What a role's policy says until somebody changes it. Source: learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings. */
const longestActivation = 8 * hour;
/** Believed: PIM refuses to end what was activated a moment ago. */
const shortestActivation = 5 * 60 * 1000;

const scheduleOf = {
  held: 'unifiedRoleAssignmentSchedule',
  eligible: 'unifiedRoleEligibilitySchedule',
} as const;
const requestOf = {
  held: 'unifiedRoleAssignmentScheduleRequest',
  eligible: 'unifiedRoleEligibilityScheduleRequest',
} as const;

/** Source: learn.microsoft.com/graph/api/rbacapplication-post-roleassignmentschedulerequests and …roleeligibility…. */
const create =
  (side: Side): NonNullable<Hooks['create']> =>
  (context, values, id) => {
    demandPremium(context);
    const action = String(values['action']);
    const wanted = wantedOf(values);
    const outcome = act(context, side, action, wanted, values, id);
    if (values['isValidationOnly'] === true)
      throw problem('GraphNotEmulated', { operation: 'isValidationOnly requests' });
    lookAgain(context.state);
    return {
      ...values,
      ...wanted,
      action,
      appScopeId: null,
      approvalId: null,
      completedDateTime: second(context.clock.now()),
      createdBy: createdBy(context),
      createdDateTime: second(context.clock.now()),
      customData: null,
      isValidationOnly: false,
      status: outcome.status,
      targetScheduleId: outcome.scheduleId,
      ...(outcome.period !== undefined && { scheduleInfo: shownPeriod(outcome.period) }),
      ...(side === 'held' && { activatedUsingId: outcome.activatedUsingId ?? null }),
    };
  };

export const roleRequestHooks: Readonly<Record<string, Hooks>> = {
  [requestOf.held]: { create: create('held') },
  [requestOf.eligible]: { create: create('eligible') },
};

interface Outcome {
  readonly status: string;
  readonly scheduleId: string;
  readonly period?: Period;
  readonly activatedUsingId?: string;
}

function act(
  context: Context,
  side: Side,
  action: string,
  wanted: Assignment,
  values: Values,
  id: string,
): Outcome {
  switch (action) {
    case 'adminAssign':
      return adminAssign(context, side, wanted, values, id);
    case 'adminRemove':
      return remove(context, side, demandSchedule(context, side, wanted));
    case 'adminUpdate':
    case 'adminExtend':
    case 'adminRenew':
      return change(context, side, demandSchedule(context, side, wanted), wanted, values);
    case 'selfActivate':
      if (side === 'held') return selfActivate(context, wanted, values, id);
      break;
    case 'selfDeactivate':
      if (side === 'held') return selfDeactivate(context, wanted);
      break;
    case 'selfExtend':
    case 'selfRenew':
      throw problem('GraphNotEmulated', { operation: `role requests with the action ${action}` });
  }
  throw problem('GraphPropertyInvalid', { property: 'action', type: 'UnifiedRoleScheduleRequest' });
}

function adminAssign(
  context: Context,
  side: Side,
  wanted: Assignment,
  values: Values,
  requestId: string,
): Outcome {
  demandAssignable(context.state, wanted);
  if (side === 'held') demandJustification(values);
  const taken =
    findSchedule(context, side, wanted) ??
    (side === 'held' ? findAssignment(context.state, wanted) : undefined);
  if (taken !== undefined) throw problem('GraphRoleAssignmentExists');
  const period = periodOf(context, values);
  const scheduleId = context.newId();
  const begin = side === 'held' ? beginAssignment : beginEligibility;
  begin(context, scheduleId, wanted, { period, requestId });
  const status = period.startsAt <= context.clock.now() ? 'Provisioned' : 'Granted';
  return { status, scheduleId, period };
}

/** Also of what was assigned without dates: its schedule has the id of the assignment. */
function remove({ state }: Context, side: Side, schedule: Row): Outcome {
  const assignment = side === 'held' ? state.get('unifiedRoleAssignment', schedule.id) : undefined;
  if (assignment !== undefined) unassign(state, assignment);
  endSchedule(state, schedule.id, side);
  return { status: 'Revoked', scheduleId: schedule.id };
}

function change(context: Context, side: Side, schedule: Row, wanted: Assignment, values: Values): Outcome {
  const period = periodOf(context, values);
  remove(context, side, schedule);
  const begin = side === 'held' ? beginAssignment : beginEligibility;
  begin(context, schedule.id, wanted, { period });
  return { status: 'Provisioned', scheduleId: schedule.id, period };
}

function selfActivate(context: Context, wanted: Assignment, values: Values, requestId: string): Outcome {
  demandSelf(context, wanted);
  const eligibility = eligibilityOf(context, wanted);
  if (eligibility === undefined) throw problem('GraphRoleAssignmentMissing');
  if (findAssignment(context.state, wanted) !== undefined) throw problem('GraphRoleAssignmentExists');
  demandJustification(values);
  const period = periodOf(context, values);
  const length = (period.endsAt ?? Infinity) - period.startsAt;
  if (length > longestActivation) throw problem('GraphRolePolicy', { rules: '"ExpirationRule"' });
  const scheduleId = context.newId();
  const facts = { period, requestId, assignmentType: 'Activated', activatedUsingId: eligibility.id } as const;
  beginAssignment(context, scheduleId, wanted, facts);
  return { status: 'Provisioned', scheduleId, period, activatedUsingId: eligibility.id };
}

function selfDeactivate(context: Context, wanted: Assignment): Outcome {
  demandSelf(context, wanted);
  const schedule = demandSchedule(context, 'held', wanted);
  if (schedule['assignmentType'] !== 'Activated') throw problem('GraphRoleAssignmentMissing');
  const since = parseIsoTime(String(schedule['createdDateTime'])) ?? 0;
  if (context.clock.now() - since < shortestActivation) throw problem('GraphRoleActiveTooShort');
  return remove(context, 'held', schedule);
}

export const roleRequestActions: Readonly<Record<string, Action>> = Object.fromEntries(
  (['held', 'eligible'] as const).flatMap((side) => [
    [
      `${requestOf[side]}.cancel`,
      ((context, id) => {
        const request = demand(context.state, requestOf[side], id);
        if (request['status'] !== 'Granted') throw problem('GraphRoleRequestSettled');
        endSchedule(context.state, String(request['targetScheduleId']), side);
        context.state.update(requestOf[side], id, { status: 'Canceled' });
        return { status: 204 };
      }) satisfies Action,
    ],
  ]),
);

function wantedOf(values: Values): Assignment {
  if (values['appScopeId'] !== undefined && values['appScopeId'] !== null)
    throw problem('GraphNotEmulated', { operation: 'role assignments with an appScopeId' });
  return {
    principalId: String(values['principalId']),
    roleDefinitionId: String(values['roleDefinitionId']),
    directoryScopeId: String(values['directoryScopeId'] ?? wholeTenant),
  };
}

function findSchedule({ state }: Context, side: Side, wanted: Assignment): Row | undefined {
  return state
    .find(scheduleOf[side], 'principalId', wanted.principalId)
    .find(
      (each) =>
        each['roleDefinitionId'] === wanted.roleDefinitionId &&
        each['directoryScopeId'] === wanted.directoryScopeId,
    );
}

function demandSchedule(context: Context, side: Side, wanted: Assignment): Row {
  const schedule = findSchedule(context, side, wanted);
  if (schedule === undefined) throw problem('GraphRoleAssignmentMissing');
  return schedule;
}

/** One's own, or that of a group that one is in; it must have begun. */
function eligibilityOf(context: Context, wanted: Assignment): Row | undefined {
  const groups = context.state.sources('group.members', wanted.principalId);
  return [wanted.principalId, ...groups]
    .map((principalId) => findSchedule(context, 'eligible', { ...wanted, principalId }))
    .find((schedule) => schedule?.['status'] === 'Provisioned');
}

/** Only people activate, and only for themselves. */
function demandSelf({ principal }: Context, { principalId }: Assignment): void {
  if (principal.kind !== 'user' || principal.userId !== principalId) throw problem('GraphForbidden');
}

function demandJustification(values: Values): void {
  if (typeof values['justification'] !== 'string' || values['justification'].trim() === '')
    throw problem('GraphRolePolicy', { rules: '"JustificationRule"' });
}

function periodOf(context: Context, values: Values): Period {
  const info = (values['scheduleInfo'] ?? {}) as {
    startDateTime?: string | null;
    expiration?: { type?: string; endDateTime?: string | null; duration?: string | null } | null;
  };
  const now = context.clock.now();
  const asked = info.startDateTime ? (parseIsoTime(info.startDateTime) ?? Number.NaN) : now;
  const startsAt = Math.max(now, asked);
  const { type = 'noExpiration', endDateTime, duration } = info.expiration ?? {};
  const invalid = (): Error =>
    problem('GraphPropertyInvalid', { property: 'scheduleInfo', type: 'RequestSchedule' });
  if (Number.isNaN(asked)) throw invalid();
  switch (type) {
    case 'noExpiration':
    case 'notSpecified':
      return { startsAt };
    case 'afterDuration': {
      const length = durationOf(duration ?? '');
      if (length === undefined) throw invalid();
      return { startsAt, endsAt: startsAt + length };
    }
    case 'afterDateTime': {
      const endsAt = parseIsoTime(endDateTime ?? '');
      if (endsAt === undefined || endsAt <= startsAt) throw invalid();
      return { startsAt, endsAt };
    }
    default:
      throw invalid();
  }
}

/** `PT8H`, `P180D`: ISO 8601 with days, hours, minutes and seconds. */
function durationOf(text: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (parts === null || !/\d/.test(text)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

function createdBy({ principal }: Context): Record<string, unknown> {
  return {
    application: principal.kind === 'app' ? { id: principal.objectId, displayName: null } : null,
    device: null,
    user: principal.kind === 'user' ? { id: principal.userId, displayName: null } : null,
  };
}

/** Privileged Identity Management comes with Entra ID P2, which some product of the tenant must hold. */
function demandPremium({ state }: Context): void {
  const premium = state.all('subscribedSku').some((sku) => {
    const { enabled = 0 } = (sku['prepaidUnits'] ?? {}) as { enabled?: number };
    const own = (sku['servicePlans'] ?? []) as readonly { servicePlanName?: string }[];
    const plans = [
      ...own.map(({ servicePlanName }) => servicePlanName),
      ...(skuById(String(sku['skuId']))?.plans ?? []),
    ];
    return enabled > 0 && plans.includes('AAD_PREMIUM_P2');
  });
  if (!premium) throw problem('GraphPremiumMissing');
}
