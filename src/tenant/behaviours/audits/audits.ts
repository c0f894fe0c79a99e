import { type Clock, isoTime, newId } from '#kernel';

import { isEntityName } from '../../edm/model.ts';
import type { Actor, RecordedChange } from '../../state/change.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { type Activity, activityOf } from './activities.ts';

/** Up to which row of the log of changes there are entries. */
const auditedSetting = 'audited';
const atOnce = 2_000;
/** Source: learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention, with Entra ID P1. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Writes the entries of all changes since the last time. Every write of the tenant is in the log of changes, so none is
 * missed, whoever made it; nobody pays for entries that nobody reads.
 */
export function refreshAudits(state: TenantState, clock: Clock): void {
  const last = state.changes.last();
  let after = Number(state.setting(auditedSetting) ?? 0);
  if (after >= last) return;
  state.transaction(() => {
    while (after < last) {
      const changes = state.changes.read({ after, limit: atOnce });
      if (changes.length === 0) break;
      writeEntries(state, changes);
      after = changes.at(-1)!.sequence;
    }
    state.setSetting(auditedSetting, String(last));
    const oldest = toSecond(clock.now() - keptFor);
    const old = state.select('select id from e_directoryAudit where "activityDateTime" < ? limit 5000', [
      oldest,
    ]);
    for (const { id } of old) state.remove('directoryAudit', String(id));
  });
}

function writeEntries(state: TenantState, changes: readonly RecordedChange[]): void {
  let before: RecordedChange | undefined;
  let correlationId = newId();
  for (const change of changes) {
    const activity = activityOf(change);
    if (activity === undefined) continue;
    // What one request wrote belongs together; requests of one moment and one caller cannot be told apart.
    if (before === undefined || before.instant !== change.instant || !sameActor(before.actor, change.actor))
      correlationId = newId();
    before = change;
    state.insert('directoryAudit', entry(state, change, activity, correlationId));
  }
}

/** Times compare as texts, so none has a fraction. */
function toSecond(milliseconds: number): string {
  return isoTime(milliseconds).replace(/\.\d{3}Z$/, 'Z');
}

function sameActor(one: Actor, other: Actor): boolean {
  return one.appId === other.appId && one.userId === other.userId;
}

function entry(
  state: TenantState,
  change: RecordedChange,
  { name, category, service, operationType }: Activity,
  correlationId: string,
): Record<string, unknown> & { readonly id: string } {
  return {
    id: `Directory_${correlationId}_${change.sequence.toString(36).toUpperCase().padStart(5, '0')}_${change.sequence}`,
    activityDateTime: toSecond(change.instant),
    activityDisplayName: name,
    additionalDetails: [],
    category,
    correlationId,
    initiatedBy: initiator(state, change.actor),
    loggedByService: service,
    operationType,
    result: 'success',
    resultReason: '',
    targetResources: targets(state, change),
  };
}

/** What the tenant does by itself is done by one of Microsoft's services; its name is a guess. */
const ownService = {
  appId: null,
  displayName: 'Microsoft Entra ID',
  servicePrincipalId: null,
  servicePrincipalName: null,
};

function initiator(state: TenantState, { appId, userId }: Actor): Record<string, unknown> {
  if (userId !== undefined) {
    const user = state.get('user', userId, ['displayName', 'userPrincipalName']);
    const displayName = user?.['displayName'] ?? null;
    const userPrincipalName = user?.['userPrincipalName'] ?? null;
    return { user: { id: userId, displayName, userPrincipalName, ipAddress: null, roles: [] }, app: null };
  }
  if (appId === undefined) return { user: null, app: ownService };
  const [principal] = state.find('servicePrincipal', 'appId', appId);
  return {
    user: null,
    app: {
      appId,
      displayName: principal?.['displayName'] ?? null,
      servicePrincipalId: principal?.id ?? null,
      servicePrincipalName: null,
    },
  };
}

interface Modified {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

function targets(state: TenantState, change: RecordedChange): Record<string, unknown>[] {
  if (change.other !== undefined) {
    const owner = subject(state, change.entity, change.id);
    const kind = titleOf(change.entity);
    const named = (property: string, value: unknown): Modified =>
      change.kind === 'linked'
        ? { displayName: `${kind}.${property}`, oldValue: null, newValue: JSON.stringify(value) }
        : { displayName: `${kind}.${property}`, oldValue: JSON.stringify(value), newValue: null };
    const member = subject(state, state.typeOf(change.other) ?? 'user', change.other);
    return [
      {
        ...member,
        modifiedProperties: [named('ObjectID', change.id), named('DisplayName', owner['displayName'])],
      },
      { ...owner, modifiedProperties: [] },
    ];
  }
  const held =
    change.entity === 'unifiedRoleAssignment' || change.entity === 'unifiedRoleEligibilitySchedule';
  return held
    ? roleTargets(state, change)
    : [{ ...subject(state, change.entity, change.id, change), modifiedProperties: modified(change) }];
}

function roleTargets(state: TenantState, change: RecordedChange): Record<string, unknown>[] {
  const value = (name: string): string =>
    String(change.properties[name]?.find((each) => each !== null) ?? '');
  const role = subject(state, 'unifiedRoleDefinition', value('roleDefinitionId'));
  const principal = value('principalId');
  const side = change.kind === 'created' ? 'newValue' : 'oldValue';
  const named = {
    displayName: 'Role.DisplayName',
    oldValue: null,
    newValue: null,
    [side]: JSON.stringify(role['displayName']),
  };
  return [
    { ...subject(state, state.typeOf(principal) ?? 'user', principal), modifiedProperties: [named] },
    { ...role, type: 'Role', modifiedProperties: [] },
  ];
}

const types: Readonly<Record<string, string>> = {
  user: 'User',
  group: 'Group',
  application: 'Application',
  servicePrincipal: 'ServicePrincipal',
  device: 'Device',
  unifiedRoleDefinition: 'Role',
  conditionalAccessPolicy: 'Policy',
  namedLocation: 'Policy',
  authorizationPolicy: 'Policy',
  organization: 'Directory',
  domain: 'Directory',
};

/** What the entry is about, as it is called now, or as it was when it went. */
function subject(
  state: TenantState,
  entity: string,
  id: string,
  change?: RecordedChange,
): Record<string, unknown> {
  const row: Partial<Row> =
    (isEntityName(entity) ? (state.get(entity, id) ?? state.bin.get(entity, id)) : undefined) ?? {};
  const was = (name: string): unknown =>
    row[name] ?? change?.properties[name]?.find((value) => value !== null) ?? null;
  return {
    id,
    displayName: was('displayName'),
    type: types[entity] ?? 'Other',
    userPrincipalName: entity === 'user' ? was('userPrincipalName') : null,
    groupType: entity === 'group' ? (was('mailEnabled') === true ? 'unifiedGroups' : 'azureAD') : null,
  };
}

function modified({ kind, properties }: RecordedChange): Modified[] {
  const names = Object.keys(properties);
  if (kind !== 'created' && kind !== 'updated') return [];
  const list = names.map((name) => {
    const [old, now] = properties[name]!;
    return { displayName: titleOf(name), oldValue: shown(old), newValue: shown(now) };
  });
  const included = {
    displayName: 'Included Updated Properties',
    oldValue: null,
    newValue: JSON.stringify(names.map(titleOf).join(', ')),
  };
  return [...list, included];
}

function shown(value: unknown): string {
  return JSON.stringify(value === null || value === undefined ? [] : Array.isArray(value) ? value : [value]);
}

function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
