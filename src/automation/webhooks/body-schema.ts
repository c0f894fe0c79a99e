import { z } from 'zod';

import { problem } from '#kernel';

/**
 * As much of JSON Schema as says what a body is like. No references and no patterns: a schema is somebody's input, and no expression
 * of theirs runs in the control plane.
 */
export interface BodySchema {
  readonly type?: TypeName | readonly TypeName[] | undefined;
  readonly properties?: Readonly<Record<string, BodySchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | undefined;
  readonly items?: BodySchema | undefined;
  readonly enum?: readonly (string | number | boolean | null)[] | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

type TypeName = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

const typeName = z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const count = z.number().int().min(0).optional();

/** A schema as it is given; a keyword that is not here is refused rather than overlooked. */
const bodySchema: z.ZodType<BodySchema> = z.strictObject({
  type: z.union([typeName, z.array(typeName)]).optional(),
  get properties() {
    return z.record(z.string(), bodySchema).optional();
  },
  required: z.array(z.string()).optional(),
  additionalProperties: z.boolean().optional(),
  get items() {
    return bodySchema.optional();
  },
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  minLength: count,
  maxLength: count,
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: count,
  maxItems: count,
  title: z.string().optional(),
  description: z.string().optional(),
});

const [mostCharacters, deepest] = [64 * 1024, 32];

/** @throws WebhookInvalid for what is no schema, or is greater than anybody needs */
export function readBodySchema(given: unknown): BodySchema {
  const invalid = (detail: string): Error => problem('WebhookInvalid', { detail: `bodySchema: ${detail}` });
  if (depthOf(given) > deepest) throw invalid(`it is more than ${deepest} levels deep`);
  if (JSON.stringify(given).length > mostCharacters)
    throw invalid(`it has more than ${mostCharacters} characters`);
  const read = bodySchema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

/** One level more than is allowed is deep enough to know. */
function depthOf(value: unknown, left = deepest + 1): number {
  if (typeof value !== 'object' || value === null || left === 0) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((each) => depthOf(each, left - 1)));
}

/** The first field that is not as it should be, `requests[0].user` for instance, and why. */
export interface Mismatch {
  readonly field: string;
  readonly detail: string;
}

export function checkBody(schema: BodySchema, text: string): Mismatch | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { field: 'body', detail: 'it is no JSON document' };
  }
  return check(schema, value, '');
}

function check(schema: BodySchema, value: unknown, path: string): Mismatch | undefined {
  const wrong = (detail: string): Mismatch => ({ field: path === '' ? 'body' : path, detail });
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return wrong(`it is to be ${types.join(' or ')}`);
  if (schema.enum !== undefined && !schema.enum.some((each) => each === value))
    return wrong(`it is to be one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}`);
  if (typeof value === 'string')
    return within(value.length, schema.minLength, schema.maxLength, 'characters', wrong);
  if (typeof value === 'number') return within(value, schema.minimum, schema.maximum, '', wrong);
  if (Array.isArray(value)) {
    return (
      within(value.length, schema.minItems, schema.maxItems, 'items', wrong) ??
      firstOf(value, (item, at) =>
        schema.items === undefined ? undefined : check(schema.items, item, `${path}[${at}]`),
      )
    );
  }
  return value === null || typeof value !== 'object' ? undefined : checkObject(schema, value, path);
}

function checkObject(schema: BodySchema, value: object, path: string): Mismatch | undefined {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { field: at(missing), detail: 'it is missing' };
  return firstOf(Object.entries(value), ([name, item]) => {
    const { properties = {} } = schema;
    if (Object.hasOwn(properties, name)) return check(properties[name]!, item, at(name));
    return schema.additionalProperties === false
      ? { field: at(name), detail: 'nobody expects it' }
      : undefined;
  });
}

function firstOf<Item>(
  items: readonly Item[],
  look: (item: Item, at: number) => Mismatch | undefined,
): Mismatch | undefined {
  for (const [at, item] of items.entries()) {
    const found = look(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(
  size: number,
  least: number | undefined,
  most: number | undefined,
  unit: string,
  wrong: (detail: string) => Mismatch,
): Mismatch | undefined {
  const of = (limit: number): string => `${limit} ${unit}`.trimEnd();
  if (least !== undefined && size < least) return wrong(`it is to be at least ${of(least)}`);
  return most !== undefined && size > most ? wrong(`it is to be at most ${of(most)}`) : undefined;
}

function isOf(type: TypeName, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
