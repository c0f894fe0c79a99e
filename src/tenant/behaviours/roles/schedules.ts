import { type Clock, isoTime, parseIsoTime } from '#kernel';

import type { EntityName } from '../../edm/model.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { type Assignment, type Work, assign, findAssignment, unassign } from './assignments.ts';

export interface TimedWork extends Work {
  readonly clock: Clock;
}

/** When something begins and ends, in milliseconds; without an end it lasts. */
export interface Period {
  readonly startsAt: number;
  readonly endsAt?: number;
}

export interface ScheduleFacts {
  readonly period?: Period;
  readonly assignmentType?: 'Assigned' | 'Activated';
  /** The eligibility that was activated. */
  readonly activatedUsingId?: string;
  readonly requestId?: string;
}

const held = {
  schedule: 'unifiedRoleAssignmentSchedule',
  instance: 'unifiedRoleAssignmentScheduleInstance',
} as const;
const eligible = {
  schedule: 'unifiedRoleEligibilitySchedule',
  instance: 'unifiedRoleEligibilityScheduleInstance',
} as const;

export const second = (milliseconds: number): string => isoTime(milliseconds).replace(/\.\d{3}Z$/, 'Z');

/** Every active assignment has a schedule; of one without dates both have the same id. */
export function recordSchedule(
  work: TimedWork,
  id: string,
  wanted: Assignment,
  facts: ScheduleFacts = {},
): void {
  putSchedule(work, held.schedule, id, wanted, facts);
  putInstance(work, held.instance, id, wanted, facts);
}

/** As Graph shows a period: `scheduleInfo`. */
export function shownPeriod({ startsAt, endsAt }: Period): Record<string, unknown> {
  return {
    startDateTime: second(startsAt),
    recurrence: null,
    expiration:
      endsAt === undefined
        ? { type: 'noExpiration', endDateTime: null, duration: null }
        : { type: 'afterDateTime', endDateTime: second(endsAt), duration: null },
  };
}

function putSchedule(
  { state, clock }: TimedWork,
  entity: EntityName,
  id: string,
  { principalId, roleDefinitionId, directoryScopeId }: Assignment,
  {
    period = { startsAt: clock.now() },
    assignmentType = 'Assigned',
    activatedUsingId,
    requestId,
  }: ScheduleFacts,
): void {
  const started = period.startsAt <= clock.now();
  state.insert(entity, {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId,
    appScopeId: null,
    createdDateTime: second(clock.now()),
    modifiedDateTime: null,
    createdUsing: requestId ?? id,
    memberType: 'Direct',
    status: started ? 'Provisioned' : 'PendingProvisioning',
    scheduleInfo: shownPeriod(period),
    startsAt: started ? null : second(period.startsAt),
    endsAt: period.endsAt === undefined ? null : second(period.endsAt),
    ...(entity === held.schedule && { assignmentType, activatedUsingId: activatedUsingId ?? null }),
  });
}

function putInstance(
  { state, clock }: TimedWork,
  entity: EntityName,
  scheduleId: string,
  { principalId, roleDefinitionId, directoryScopeId }: Assignment,
  { period = { startsAt: clock.now() }, assignmentType = 'Assigned', activatedUsingId }: ScheduleFacts,
): void {
  const isHeld = entity === held.instance;
  state.insert(entity, {
    id: scheduleId,
    principalId,
    roleDefinitionId,
    directoryScopeId,
    appScopeId: null,
    memberType: 'Direct',
    startDateTime: second(period.startsAt),
    endDateTime: period.endsAt === undefined ? null : second(period.endsAt),
    ...(isHeld
      ? {
          assignmentType,
          roleAssignmentOriginId: scheduleId,
          roleAssignmentScheduleId: scheduleId,
          activatedUsingId: activatedUsingId ?? null,
        }
      : { roleEligibilityScheduleId: scheduleId }),
  });
}

/** Begins now, or when its time comes. */
export function beginAssignment(work: TimedWork, id: string, wanted: Assignment, facts: ScheduleFacts): void {
  putSchedule(work, held.schedule, id, wanted, facts);
  if ((facts.period?.startsAt ?? 0) > work.clock.now()) return;
  putInstance(work, held.instance, id, wanted, facts);
  assign(work, { ...wanted, scheduleId: id }, id);
}

export function beginEligibility(
  work: TimedWork,
  id: string,
  wanted: Assignment,
  facts: ScheduleFacts,
): void {
  putSchedule(work, eligible.schedule, id, wanted, facts);
  if ((facts.period?.startsAt ?? 0) <= work.clock.now())
    putInstance(work, eligible.instance, id, wanted, facts);
}

/** The schedule and its instance go; the assignment itself is the caller's. */
export function endSchedule(state: TenantState, id: string, of: 'held' | 'eligible' = 'held'): void {
  const { schedule, instance } = of === 'held' ? held : eligible;
  if (state.get(instance, id, []) !== undefined) state.remove(instance, id);
  if (state.get(schedule, id, []) !== undefined) state.remove(schedule, id);
}

/** When a schedule is looked after next at the latest: it may have come with another file. Milliseconds. */
const lookAgainAfter = 10_000;
const nextLook = new WeakMap<TenantState, number>();

/** Called before a request is answered: what began begins, what ended ends. Costs nothing until something is due. */
export function settleRoles(work: TimedWork): void {
  const now = work.clock.now();
  const next = nextLook.get(work.state);
  if (next !== undefined && now < next && now > next - lookAgainAfter - 1) return;
  const due = second(now);
  const { state } = work;
  const starting = [held, eligible].flatMap(({ schedule }) => dueOf(state, schedule, 'startsAt', due));
  const ending = [held, eligible].flatMap(({ schedule }) => dueOf(state, schedule, 'endsAt', due));
  if (starting.length + ending.length > 0)
    state.transaction(() => {
      for (const { entity, row } of starting) start(work, entity, row);
      for (const { entity, row } of ending) end(state, entity, row);
    });
  nextLook.set(state, Math.min(now + lookAgainAfter, nextDue(state)));
}

/** After a schedule was written, which may be the next one due. */
export function lookAgain(state: TenantState): void {
  nextLook.delete(state);
}

function dueOf(state: TenantState, entity: EntityName, column: string, due: string) {
  return state
    .select(`select id from e_${entity} where "${column}" <= ? order by "${column}" limit 1000`, [due])
    .flatMap(({ id }) => {
      const row = state.get(entity, String(id));
      return row === undefined ? [] : [{ entity, row }];
    });
}

function nextDue(state: TenantState): number {
  const times = [held, eligible].flatMap(({ schedule }) =>
    ['startsAt', 'endsAt'].map(
      (column) => state.select(`select min("${column}") as due from e_${schedule}`, [])[0]?.['due'],
    ),
  );
  return Math.min(
    ...times.map((time) => (typeof time === 'string' ? (parseIsoTime(time) ?? Infinity) : Infinity)),
  );
}

function start(work: TimedWork, entity: EntityName, row: Row): void {
  const { state } = work;
  const wanted = row as unknown as Assignment;
  state.update(entity, row.id, { status: 'Provisioned', startsAt: null });
  const endsAt = typeof row['endsAt'] === 'string' ? parseIsoTime(row['endsAt']) : undefined;
  const period = {
    startsAt: parseIsoTime(String(row['startsAt'])) ?? work.clock.now(),
    ...(endsAt !== undefined && { endsAt }),
  };
  if (entity === eligible.schedule) return putInstance(work, eligible.instance, row.id, wanted, { period });
  if (findAssignment(state, wanted) !== undefined || state.typeOf(wanted.principalId) === undefined) return;
  putInstance(work, held.instance, row.id, wanted, { period });
  assign(work, { ...wanted, scheduleId: row.id }, row.id);
}

function end(state: TenantState, entity: EntityName, row: Row): void {
  const assignment = entity === held.schedule ? state.get('unifiedRoleAssignment', row.id) : undefined;
  if (assignment !== undefined) unassign(state, assignment);
  endSchedule(state, row.id, entity === held.schedule ? 'held' : 'eligible');
}
