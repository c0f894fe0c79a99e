import { isDeepStrictEqual } from 'node:util';

import { problem } from '#kernel';

import type { TenantState } from '../state/state.ts';
import { type PatchOperation, placeOf } from './json-patch.ts';

/** So many operations in one go; a tenant that differs in more is better restored from a snapshot. */
const mostOperations = 200_000;

/** Does to a state what a patch says, all of it or nothing. Returns how many operations there were. */
export function applyPatch(state: TenantState, patch: unknown): number {
  if (!Array.isArray(patch) || patch.length > mostOperations)
    throw problem('TenantPatchInvalid', { detail: `It is no list of at most ${mostOperations} operations.` });
  state.transaction(() => patch.forEach((operation: unknown) => applyOne(state, operation)));
  return patch.length;
}

function applyOne(state: TenantState, given: unknown): void {
  const operation = (given ?? {}) as PatchOperation;
  const { op, path } = operation;
  const place = typeof path === 'string' ? placeOf(path) : undefined;
  if (place === undefined || !['add', 'replace', 'remove'].includes(op))
    throw problem('TenantPatchInvalid', { detail: `'${String(op)} ${String(path)}' says nothing here.` });
  const value = op === 'remove' ? undefined : operation.value;
  if ('link' in place) return applyLink(state, op, path, place.link, value);
  const { entity, id, property } = place;
  const row = state.get(entity, id);
  if (property !== undefined) {
    if (row === undefined || (op !== 'add' && (row[property] ?? null) === null)) throw missing(path);
    return state.update(entity, id, { [property]: value ?? null });
  }
  if (op !== 'add' && row === undefined) throw missing(path);
  if (row !== undefined) state.remove(entity, id);
  if (op === 'remove') return undefined;
  if (typeof value !== 'object' || value === null)
    throw problem('TenantPatchInvalid', { detail: `The value of '${path}' is no object.` });
  return state.insert(entity, { ...value, id });
}

function applyLink(
  state: TenantState,
  op: PatchOperation['op'],
  path: string,
  link: readonly [string, string, string],
  value: unknown,
): void {
  if (op === 'remove') {
    // With an object its relations went already: a patch of ours removes objects first.
    state.unlink(...link);
    return;
  }
  if (!isDeepStrictEqual(value, true))
    throw problem('TenantPatchInvalid', { detail: `The value of '${path}' is not true.` });
  state.link(...link);
}

function missing(path: string): Error {
  return problem('TenantPatchInvalid', { detail: `There is nothing at '${path}'.` });
}
