import { expect, test } from 'vitest';

import { describedRoutes } from '../described-routes.ts';
import { type OpenApiOperation, describeApi, openPath } from './openapi.ts';

const routes = describedRoutes();
const api = describeApi(routes);
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every object of the document, however deep. */
function* objectsOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const each of Object.values(value)) yield* objectsOf(each);
}

test('every route stands in the description, and nothing else', () => {
  const served = routes.map(({ method, path }) => `${method} ${openPath(path)}`);
  expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(
    served.toSorted(),
  );
});

test('operation ids are unique, and the operation’s own where it has only one address', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const own = routes.filter(({ alias }) => alias !== true).map(({ operation }) => operation);
  expect(ids).toEqual(expect.arrayContaining(own));
});

test('a path’s names are its parameters, each once, and no two paths differ in names alone', () => {
  for (const { path, operation } of operations) {
    const names = operation.parameters.filter((each) => each['in'] === 'path').map((each) => each['name']);
    expect(names, path).toEqual(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name));
    expect(new Set(names).size).toBe(names.length);
  }
  const shapes = Object.keys(api.paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('every reference leads somewhere', () => {
  const found = Array.from(objectsOf(api)).flatMap((each) =>
    typeof each['$ref'] === 'string' ? [each['$ref']] : [],
  );
  expect(found.length).toBeGreaterThan(100);
  for (const reference of new Set(found)) {
    const [start, ...steps] = reference.split('/');
    let target: unknown = api;
    for (const step of steps) target = (target as Record<string, unknown> | undefined)?.[step];
    expect([start, typeof target], reference).toEqual(['#', 'object']);
  }
});

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const schemaOf = ({ requestBody }: OpenApiOperation): Record<string, unknown> | undefined =>
  (requestBody?.['content'] as Record<string, { schema: Record<string, unknown> }> | undefined)?.[
    'application/json'
  ]?.schema;

test('bodies are schemas of objects, of no type that JSON has not, and what is required is there', () => {
  const schemas = operations.map(({ operation }) => schemaOf(operation)).filter((each) => each !== undefined);
  expect(schemas.length).toBeGreaterThan(30);
  for (const schema of schemas) {
    // What is refused whatever it says takes anything.
    const anything = Object.keys(schema).length === 0;
    expect(anything || schema['type'] === 'object' || 'anyOf' in schema).toBe(true);
    for (const each of objectsOf(schema)) {
      if (typeof each['type'] === 'string') expect(types).toContain(each['type']);
      if (!Array.isArray(each['required']) || each['allOf'] !== undefined) continue;
      expect(Object.keys(each['properties'] ?? {})).toEqual(expect.arrayContaining(each['required']));
    }
  }
});

test('every operation says what it answers, but for those that only refuse, and what its errors look like', () => {
  const refusing = routes.filter(({ answers }) => answers !== undefined && Object.keys(answers).length === 0);
  for (const { operation } of operations) {
    const answers = Object.keys(operation.responses).filter((status) => /^20[0-4]$/.test(status));
    const refuses = refusing.some((route) => route.operation === operation.operationId);
    expect([operation.operationId, answers.length > 0]).toEqual([operation.operationId, !refuses]);
    expect(operation.responses['default']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    });
  }
});
