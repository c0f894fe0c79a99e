import { Argument, Option } from 'commander';
import { z } from 'zod';

import { problem } from '#kernel';

/** What a schema says about one option or argument, read from its JSON Schema. */
export interface Parameter {
  /** As in the schema: `tenantPort`. */
  readonly key: string;
  readonly type: 'boolean' | 'number' | 'string' | 'list';
  readonly required: boolean;
  readonly description: string;
  /** One letter. */
  readonly short?: string;
  /** Name of the value in the help: `name=value`. */
  readonly value: string;
  readonly choices?: readonly string[];
  readonly default?: unknown;
}

interface PropertySchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly short?: string;
  readonly value?: string;
}

const types: Readonly<Record<string, Parameter['type']>> = {
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
  array: 'list',
};

/** The parameters of a schema, in its order. */
export function parametersOf(schema: z.ZodObject): readonly Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties as Record<string, PropertySchema>).map(([key, property]) => ({
    key,
    type: types[property.type ?? 'string'] ?? 'string',
    required: required.includes(key),
    description: property.description ?? '',
    value: property.value ?? kebab(key),
    ...(property.short !== undefined && { short: property.short }),
    ...(property.enum !== undefined && { choices: property.enum }),
    ...(property.default !== undefined && { default: property.default }),
  }));
}

/** `--tenant-port <tenant-port>`; a flag that is on unless told becomes `--no-…`. */
export function flagsOf({ key, type, short, value, default: preset }: Parameter): string {
  const long = type === 'boolean' && preset === true ? `--no-${kebab(key)}` : `--${kebab(key)}`;
  const name = short === undefined ? long : `-${short}, ${long}`;
  return type === 'boolean' ? name : `${name} <${value}>`;
}

export function optionOf(parameter: Parameter): Option {
  const option = new Option(flagsOf(parameter), described(parameter));
  if (parameter.type === 'list') {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  }
  return option;
}

/** A list takes all that is left: it can only be the last. */
export function argumentOf({ key, type, required, description }: Parameter): Argument {
  const name = `${kebab(key)}${type === 'list' ? '...' : ''}`;
  return new Argument(required ? `<${name}>` : `[${name}]`, description);
}

/** The description with what is allowed and what holds when nothing is said. */
export function described({ description, choices, default: preset, type }: Parameter): string {
  const notes = [
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(preset === undefined || type === 'boolean' || type === 'list' ? [] : [`default ${String(preset)}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

/** Checks what was written against the schema; InvalidOption names the option and the command's help. */
export function validated<Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
  { command, kind }: { command: string; kind: 'argument' | 'option' },
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const key = kebab(String(issue.path[0] ?? ''));
  throw problem('InvalidOption', {
    option: kind === 'option' ? `--${key}` : `<${key}>`,
    detail: issue.message,
    command,
  });
}

export function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
