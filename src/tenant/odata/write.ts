import { parseIsoTime, problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { demandAssignedMembership } from '../behaviours/groups.ts';
import { propertyKnownToGraph } from '../edm/known-to-graph.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import type { Property } from '../edm/sheet.ts';
import { demand } from './demand.ts';
import { typeName } from './filter/compile.ts';
import type { Context, GraphResponse, Scope } from './request.ts';
import { navigationOf } from './rows.ts';
import { shape } from './shape.ts';

export function createEntity(
  context: Context,
  entity: EntityName,
  body: unknown,
  scope: Scope | undefined,
): GraphResponse {
  const sheet = sheets[entity];
  const given = bodyOf(body);
  const { binds, values } = separateBinds(given);
  if (scope !== undefined) {
    demand(context.state, scope.entity, scope.id);
    const { relation } = navigationOf(scope);
    if (relation.by === 'property') {
      values[relation.property] ??= scope.id;
      // A grant posted to one principal cannot name another.
      if (values[relation.property] !== scope.id)
        throw problem('GraphPropertyInvalid', { property: relation.property, type: typeName(entity) });
    }
  }
  const clean = checkValues(entity, values);
  for (const [name, property] of Object.entries(sheet.properties)) {
    const missing = clean[name] === undefined || clean[name] === null || clean[name] === '';
    if (property.required === true && missing)
      throw problem('GraphPropertyMissing', { property: name, type: typeName(entity) });
  }
  const id = context.newId();
  const row = behaviours.hooks[entity]?.create?.(context, clean, id) ?? clean;
  context.state.insert(entity, { ...row, id });
  bindReferences(context, entity, id, binds);
  const set =
    sheet.set ??
    (scope === undefined ? entity : `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`);
  return {
    status: 201,
    headers: { location: `${context.base}/${set}/${id}` },
    body: {
      '@odata.context': `${context.base}/$metadata#${set}/$entity`,
      ...shape(entity, demand(context.state, entity, id), undefined),
    },
  };
}

/** Source: learn.microsoft.com/graph/api/group-post-members: at most 20 at once, all of them or none. */
const mostBinds = 20;

function bindReferences(
  context: Context,
  entity: EntityName,
  id: string,
  binds: Readonly<Record<string, readonly string[]>>,
): void {
  const total = Object.values(binds).reduce((sum, references) => sum + references.length, 0);
  if (total > mostBinds) throw problem('GraphTooManyBinds', { most: mostBinds });
  for (const [navigation, references] of Object.entries(binds)) {
    if (sheets[entity].navigations?.[navigation]?.ref !== true)
      throw problem('GraphPropertyUnknown', { property: navigation, type: entity });
    for (const reference of references)
      addReference(context, { entity, id, navigation }, { '@odata.id': reference });
  }
}

export function updateEntity(context: Context, entity: EntityName, id: string, body: unknown): GraphResponse {
  const row = demand(context.state, entity, id);
  const { binds, values } = separateBinds(bodyOf(body));
  const clean = checkValues(entity, values);
  for (const [name, value] of Object.entries(clean)) {
    const emptied = sheets[entity].properties[name]?.required === true && (value === null || value === '');
    if (emptied) throw problem('GraphPropertyInvalid', { property: name, type: typeName(entity) });
  }
  const patch = behaviours.hooks[entity]?.update?.(context, row, clean) ?? clean;
  context.state.update(entity, id, patch);
  bindReferences(context, entity, id, binds);
  return { status: 204 };
}

export function removeEntity(context: Context, entity: EntityName, id: string): GraphResponse {
  const row = demand(context.state, entity, id);
  behaviours.hooks[entity]?.remove?.(context, row);
  context.state.remove(entity, id);
  return { status: 204 };
}

/** `POST …/$ref` adds one to many, `PUT …/$ref` sets the only one. */
export function addReference(context: Context, scope: Scope, body: unknown): GraphResponse {
  const { relation, ref, many } = navigationOf(scope);
  if (ref !== true || relation.by !== 'link') throw problem('GraphMethodNotAllowed');
  demand(context.state, scope.entity, scope.id);
  if (relation.nav === 'group.members') demandAssignedMembership(context, scope.id);
  const target = referenced(body);
  const type = context.state.typeOf(target);
  if (type === undefined) throw problem('GraphNotFound', { id: target });
  const { to } = navigationOf(scope);
  if (to !== 'directoryObject' && to !== type) {
    throw problem('GraphPropertyInvalid', { property: scope.navigation, type: typeName(scope.entity) });
  }
  if (!many) {
    for (const before of context.state.targets(relation.nav, scope.id))
      context.state.unlink(relation.nav, scope.id, before);
  } else if (context.state.linked(relation.nav, scope.id, target)) {
    throw problem('GraphReferenceExists', { property: scope.navigation });
  }
  context.state.link(relation.nav, scope.id, target);
  return { status: 204 };
}

export function removeReference(context: Context, scope: Scope, target: string | undefined): GraphResponse {
  const { relation, ref, many } = navigationOf(scope);
  if (ref !== true || relation.by !== 'link') throw problem('GraphMethodNotAllowed');
  demand(context.state, scope.entity, scope.id);
  if (relation.nav === 'group.members') demandAssignedMembership(context, scope.id);
  const gone = many ? target : context.state.targets(relation.nav, scope.id)[0];
  if (gone === undefined || !context.state.unlink(relation.nav, scope.id, gone)) {
    throw problem('GraphNotFound', { id: target ?? scope.navigation });
  }
  return { status: 204 };
}

/** The last segment counts, whatever host the client wrote before it. */
function referenced(body: unknown): string {
  const reference = bodyOf(body)['@odata.id'];
  const id = typeof reference === 'string' ? /([^/('"]+)(?:'?\))?\/?$/.exec(reference)?.[1] : undefined;
  if (id === undefined) throw problem('GraphReferenceInvalid');
  return decodeURIComponent(id);
}

function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw problem('GraphBodyInvalid');
  return body as Record<string, unknown>;
}

function separateBinds(body: Record<string, unknown>): {
  binds: Record<string, string[]>;
  values: Record<string, unknown>;
} {
  const binds: Record<string, string[]> = {};
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith('@odata.bind'))
      binds[name.slice(0, -'@odata.bind'.length)] = [value].flat().map(String);
    else if (!name.startsWith('@odata.')) values[name] = value;
  }
  return { binds, values };
}

/** Every property known, writable and of the right kind. */
function checkValues(entity: EntityName, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties } = sheets[entity];
  for (const [name, value] of Object.entries(values)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined && propertyKnownToGraph(entity, name))
      throw problem('GraphNotEmulated', { operation: `writing ${entity}/${name}` });
    if (property === undefined) throw problem('GraphPropertyUnknown', { property: name, type: entity });
    if (property.readOnly === true) throw problem('GraphPropertyReadOnly', { property: name });
    if (value !== null && !fits(property, value))
      throw problem('GraphPropertyInvalid', { property: name, type: typeName(entity) });
  }
  return { ...values };
}

function fits({ kind }: Property, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string' && value.length <= 4096;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value);
    case 'time':
      return typeof value === 'string' && parseIsoTime(value) !== undefined;
    case 'strings':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'json':
      return typeof value === 'object';
  }
}
