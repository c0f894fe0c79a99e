import { z } from 'zod';

import { describedRoutes } from '../../src/api/described-routes.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * `src/client/generated/bodies.ts`: what the server reads of each operation's body, as types. The client may enter no room of
 * the server; so its types come to it as text, from the schemas that read its bodies.
 */
export function clientBodies(): string {
  const lines = describedRoutes().flatMap(({ operation, alias, body }) =>
    body === undefined || typeof body === 'string' || alias === true || body instanceof z.ZodUnknown
      ? []
      : [
          `  readonly ${operation}: ${typeOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema)};`,
        ],
  );
  return [
    '/** Generated from the routes of the API: `npm run generate`. */',
    'export interface RequestBodies {',
    ...lines,
    '}',
    '',
  ].join('\n');
}

function typeOf(schema: Schema): string {
  const either = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (either !== undefined) return either.map((each) => wrapped(typeOf(each))).join(' | ');
  if (Array.isArray(schema['allOf']))
    return (schema['allOf'] as Schema[]).map((each) => wrapped(typeOf(each))).join(' & ');
  if (Array.isArray(schema['enum']))
    return (schema['enum'] as unknown[]).map((each) => literal(each)).join(' | ');
  if ('const' in schema) return literal(schema['const']);
  if (Array.isArray(schema['type']))
    return (schema['type'] as string[]).map((type) => typeOf({ ...schema, type })).join(' | ');
  switch (schema['type']) {
    case 'object':
      return objectType(schema);
    case 'array':
      return `readonly ${wrapped(typeOf((schema['items'] ?? {}) as Schema))}[]`;
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema['type'];
    default:
      return 'unknown';
  }
}

function objectType(schema: Schema): string {
  const required = new Set((schema['required'] ?? []) as string[]);
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const others = schema['additionalProperties'];
  if (properties.length === 0 && typeof others === 'object' && others !== null)
    return `Readonly<Record<string, ${typeOf(others as Schema)}>>`;
  // A client that leaves something out may write it as undefined: JSON has no such thing, and does.
  const each = properties.map(([name, value]) => {
    const key = /^[\w$]+$/.test(name) ? name : literal(name);
    return required.has(name)
      ? `readonly ${key}: ${typeOf(value)}`
      : `readonly ${key}?: ${typeOf(value)} | undefined`;
  });
  return `{ ${each.join('; ')} }`;
}

function wrapped(type: string): string {
  return /[|&]|^readonly /.test(type) ? `(${type})` : type;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
}
