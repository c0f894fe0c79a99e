import type { TenantState } from '../../state/state.ts';

/** A group whose every member, or every candidate, is to be looked at. */
export interface Pending {
  readonly group: string;
  /** Ids up to this one were looked at. */
  readonly after: string;
}

export type PendingKind = 'membership' | 'licences';

/** As kept in the tenant's file, so that what a restart interrupts goes on; read from there once. */
const known = new WeakMap<TenantState, Map<PendingKind, readonly Pending[]>>();

export function pendingOf(state: TenantState, kind: PendingKind): readonly Pending[] {
  const kinds = known.get(state) ?? new Map<PendingKind, readonly Pending[]>();
  known.set(state, kinds);
  const list = kinds.get(kind) ?? (JSON.parse(state.setting(settingOf(kind)) ?? '[]') as readonly Pending[]);
  kinds.set(kind, list);
  return list;
}

/** A group that waits already begins anew. */
export function enqueue(state: TenantState, kind: PendingKind, group: string): void {
  const others = pendingOf(state, kind).filter((each) => each.group !== group);
  keep(state, kind, [...others, { group, after: '' }]);
}

/** Where to go on with the group, or that it is done. */
export function goOn(state: TenantState, kind: PendingKind, group: string, after: string | undefined): void {
  const next = pendingOf(state, kind).flatMap((each) =>
    each.group !== group ? [each] : after === undefined ? [] : [{ ...each, after }],
  );
  keep(state, kind, next);
}

function keep(state: TenantState, kind: PendingKind, pending: readonly Pending[]): void {
  state.setSetting(settingOf(kind), JSON.stringify(pending));
  known.get(state)?.set(kind, pending);
}

function settingOf(kind: PendingKind): string {
  return `pending:${kind}`;
}
