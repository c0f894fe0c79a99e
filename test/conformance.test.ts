import { AutomationClient } from '@azure/arm-automation';
import { expect, test } from 'vitest';

import { describedRoutes } from '../src/api/described-routes.ts';
import { conformanceCases } from './conformance/cases/index.ts';
import { coverage } from './conformance/coverage.ts';
import { azureOperations } from './conformance/operations.rows.ts';

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Every operation of every operation group of the package, as the specification names them. */
function operationsOfV10(): string[] {
  const credential = { getToken: () => Promise.reject(new Error('nobody is called')) };
  const groups = Object.entries(new AutomationClient(credential, 'none', 'status')).filter(
    ([name, group]) =>
      !name.startsWith('_') && name !== 'credentials' && typeof group === 'object' && group !== null,
  );
  return groups.flatMap(([group, instance]) => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(instance));
    const own = methods.filter((name) => !/^constructor$|Next$|^begin/.test(name));
    return own.map((name) => `${capitalised(group)}_${capitalised(name.replace(/Method$/, ''))}`);
  });
}

test('the sheet of operations has every operation of every group of @azure/arm-automation 10.1.1', () => {
  const sheet = azureOperations.filter(({ v10 }) => v10).map(({ operation }) => operation);
  expect(operationsOfV10().toSorted()).toEqual(sheet.toSorted());
});

test('a route that has the name of an operation of Azure is at its method and path', () => {
  const placeOf = (method: string, path: string): string =>
    `${method} ${path.toLowerCase().replaceAll(/:\w+|\{\}/g, '*')}`;
  const places = new Map(
    azureOperations.map(({ operation, method, path }) => [operation, placeOf(method, path)]),
  );
  const routes = describedRoutes().filter(({ alias, operation }) => alias !== true && places.has(operation));
  expect(
    Object.fromEntries(routes.map(({ operation, method, path }) => [operation, placeOf(method, path)])),
  ).toEqual(Object.fromEntries(routes.map(({ operation }) => [operation, places.get(operation)])));
  expect(routes.length).toBeGreaterThan(70);
});

test('a name that is not Azure Automation’s is Resource Manager’s, or says that it is ours', () => {
  const foreign =
    /^(?:Tenantry|Tenants|Subscriptions|ResourceGroups|Providers|RoleAssignments|RoleDefinitions|UserAssignedIdentities)_/;
  const others = coverage().beside.map(({ route }) => route.operation as string);
  expect(others.filter((name) => !foreign.test(name))).toEqual([]);
});

test('whatever is served has a case that shows it or says that it is refused', () => {
  const { azure, beside } = coverage();
  const unproven = [
    ...azure.map(({ operation, standing }) => ({ operation, standing })),
    ...beside.map(({ route, standing }) => ({ operation: route.operation, standing })),
  ]
    .filter(({ standing }) => standing.is === 'unproven')
    .map(({ operation }) => operation);
  expect(unproven, 'write a case for these in test/conformance/cases').toEqual([]);
});

test('cases speak of operations that are served', () => {
  const served = new Set<string>(describedRoutes().map(({ operation }) => operation));
  const named = conformanceCases.flatMap(({ shows, refuses = [] }) => [
    ...Object.entries(shows).flat(),
    ...refuses,
  ]);
  expect(named.filter((operation) => !served.has(operation))).toEqual([]);
});
