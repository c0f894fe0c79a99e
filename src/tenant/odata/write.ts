import { problem } from '#kernel';

import { demandManageable } from '../behaviours/administrative-units.ts';
import { behaviours } from '../behaviours/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { discard } from './deleted-items.ts';
import { demand } from './demand.ts';
import { separateExtensions, withExtensions } from './extensions.ts';
import { typeName } from './filter/compile.ts';
import { bindReferences } from './references.ts';
import type { Context, GraphRequest, GraphResponse, Scope, Target } from './request.ts';
import { isInside, navigationOf } from './rows.ts';
import { shape } from './shape.ts';
import { onlyTarget } from './url/walk.ts';
import { bodyOf, checkValues, separateBinds } from './values.ts';

export function createEntity(
  context: Context,
  request: GraphRequest,
  { entity, scope }: Target & { kind: 'collection' },
): GraphResponse {
  const computed = scope === undefined ? undefined : writeComputed(context, request, scope, '', 'create');
  if (computed !== undefined) return computed;
  const sheet = sheets[entity];
  const { binds, values: given } = separateBinds(bodyOf(request.body));
  const variant = variantOf(entity, bodyOf(request.body), scope);
  const { own, extensions } = separateExtensions(context.state, entity, given);
  const clean = {
    ...checkValues(entity, own, variant),
    ...(scope !== undefined && parentOf(context, entity, scope, given)),
  };
  for (const [name, property] of Object.entries(sheet.properties)) {
    const missing = clean[name] === undefined || clean[name] === null || clean[name] === '';
    if (property.required === true && missing)
      throw problem('GraphPropertyMissing', { property: name, type: typeName(entity) });
  }
  const id = context.newId();
  const typed = variant === undefined ? clean : { ...clean, odataType: variant };
  const row = behaviours.hooks[entity]?.create?.(context, typed, id, scope) ?? typed;
  context.state.insert(entity, { id, ...row, ...withExtensions(undefined, extensions) });
  // A behaviour may choose the id: a domain's is its name.
  const made = String(row['id'] ?? id);
  bindReferences(context, entity, made, binds);
  const set =
    sheet.set ??
    (scope === undefined ? entity : `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`);
  return {
    status: 201,
    headers: { location: `${context.base}/${set}/${made}` },
    body: {
      '@odata.context': `${context.base}/$metadata#${set}/$entity`,
      ...shape(entity, demand(context.state, entity, made), undefined),
    },
  };
}

/** The column that holds the parent of what is created below it. */
function parentOf(
  context: Context,
  entity: EntityName,
  scope: Scope,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  demand(context.state, scope.entity, scope.id, []);
  const { relation } = navigationOf(scope);
  if (relation.by !== 'property') return {};
  // A grant posted to one principal cannot name another.
  if ((values[relation.property] ?? scope.id) !== scope.id)
    throw problem('GraphPropertyInvalid', { property: relation.property, type: typeName(entity) });
  return { [relation.property]: scope.id };
}

/** The derived type that a create makes: its navigation's, or the one that the body names. */
function variantOf(
  entity: EntityName,
  body: Readonly<Record<string, unknown>>,
  scope: Scope | undefined,
): string | undefined {
  const { variants } = sheets[entity];
  if (variants === undefined) return undefined;
  const named = /^#?microsoft\.graph\.(\w+)$/.exec(String(body['@odata.type'] ?? ''))?.[1];
  const variant = (scope === undefined ? undefined : navigationOf(scope).variant) ?? named;
  if (variant === undefined || !Object.hasOwn(variants, variant))
    throw problem('GraphTypeMissing', { type: entity });
  return variant;
}

/** A navigation that is worked out is written by its own actions. */
function writeComputed(
  context: Context,
  request: GraphRequest,
  scope: Scope,
  id: string,
  verb: 'create' | 'update' | 'delete',
): GraphResponse | undefined {
  if (navigationOf(scope).relation.by !== 'behaviour') return undefined;
  demand(context.state, scope.entity, scope.id, []);
  const behaviour = behaviours.actions[`${scope.entity}.${scope.navigation}.${verb}`];
  if (behaviour === undefined) throw problem('GraphMethodNotAllowed');
  return behaviour(context, scope.id, request.body, { parameters: { id }, request });
}

type EntityTarget = Target & { kind: 'entity' };

export function updateEntity(context: Context, request: GraphRequest, target: EntityTarget): GraphResponse {
  const { entity, scope } = target;
  const computed =
    scope === undefined ? undefined : writeComputed(context, request, scope, target.id, 'update');
  if (computed !== undefined) return computed;
  const id = idBelow(context, target);
  const row = demand(context.state, entity, id);
  demandManageable(context, row.id);
  const { binds, values } = separateBinds(bodyOf(request.body));
  const { variants } = sheets[entity];
  const { own, extensions } = separateExtensions(context.state, entity, values);
  const clean = checkValues(entity, own, variants === undefined ? undefined : String(row['odataType']));
  for (const [name, value] of Object.entries(clean)) {
    const emptied = sheets[entity].properties[name]?.required === true && (value === null || value === '');
    if (emptied) throw problem('GraphPropertyInvalid', { property: name, type: typeName(entity) });
  }
  const patch = behaviours.hooks[entity]?.update?.(context, row, clean) ?? clean;
  context.state.update(entity, id, { ...patch, ...withExtensions(row, extensions) });
  bindReferences(context, entity, id, binds);
  return { status: 204 };
}

export function removeEntity(context: Context, request: GraphRequest, target: EntityTarget): GraphResponse {
  const { entity, scope } = target;
  const computed =
    scope === undefined ? undefined : writeComputed(context, request, scope, target.id, 'delete');
  if (computed !== undefined) return computed;
  const id = idBelow(context, target);
  const row = demand(context.state, entity, id);
  demandManageable(context, row.id);
  behaviours.hooks[entity]?.remove?.(context, row);
  discard(context, entity, row);
  return { status: 204 };
}

/** The id of what a write below a navigation is about: it must be there. */
function idBelow({ state }: Context, { id, scope }: EntityTarget): string {
  if (scope === undefined) return id;
  const wanted = id === '' ? onlyTarget(state, scope) : id;
  if (wanted === undefined || !isInside(state, scope, wanted))
    throw problem('GraphNotFound', { id: id === '' ? scope.navigation : id });
  return wanted;
}
