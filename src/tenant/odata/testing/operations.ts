import { behaviours } from '../../behaviours/table.ts';
import { type EntityName, entityNames, isEntityName, sheets } from '../../edm/model.ts';
import { rootOperations } from '../../edm/roots.ts';
import type { Scope, Target } from '../request.ts';
import { allows } from '../verbs.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every operation that the tenant serves, as permissions are given for it: worked out from the sheets. */
export function servedOperations(): string[] {
  const found = entityNames.flatMap((entity) => {
    const { set } = sheets[entity];
    return set === undefined ? [] : ofSet(entity, `/${set}`);
  });
  const roots = [...rootOperations.values()]
    .filter(({ name }) => behaviours.actions[name] !== undefined)
    .map(({ method, path }) => `${method} /${path}`);
  return [...new Set([...found, ...roots])].toSorted();
}

function ofSet(entity: EntityName, set: string): string[] {
  const { singleton, setActions = [], setFunctions = [] } = sheets[entity];
  if (singleton === true)
    return [...served(set, { kind: 'entity', entity, id: entity }), ...below(entity, set)];
  const one = `${set}/{id}`;
  return [
    ...served(set, { kind: 'collection', entity }),
    ...served(one, { kind: 'entity', entity, id: 'x' }),
    ...called(entity, set, setActions, 'POST'),
    ...called(entity, set, setFunctions, 'GET'),
    ...below(entity, one),
  ];
}

function below(entity: EntityName, one: string): string[] {
  const { actions = [], functions = [], navigations = {} } = sheets[entity];
  return [
    ...called(entity, one, actions, 'POST'),
    ...called(entity, one, functions, 'GET'),
    ...Object.keys(navigations).flatMap((navigation) => through({ entity, id: 'x', navigation }, one)),
  ];
}

function called(entity: EntityName, at: string, names: readonly string[], method: string): string[] {
  return names
    .filter((name) => behaviours.actions[`${entity}.${name}`] !== undefined)
    .map((name) => `${method} ${at}/${name}`);
}

function through(scope: Scope, one: string): string[] {
  const { to, many, contained, ref } = sheets[scope.entity].navigations![scope.navigation]!;
  const entity: EntityName = isEntityName(to) ? to : 'user';
  const path = `${one}/${scope.navigation}`;
  const references = ref === true ? served(`${path}/$ref`, { kind: 'reference', scope }) : [];
  if (!many) return [...served(path, { kind: 'entity', entity, id: '', scope }), ...references];
  const inside = `${path}/{id}`;
  return [
    ...served(path, { kind: 'collection', entity, scope }),
    ...references,
    ...(ref === true ? served(`${inside}/$ref`, { kind: 'reference', scope, target: 'x' }) : []),
    ...(contained === true ? served(inside, { kind: 'entity', entity, id: 'x', scope }) : []),
  ];
}

function served(path: string, target: Target): string[] {
  return methods.filter((method) => allows(method, target)).map((method) => `${method} ${path}`);
}
