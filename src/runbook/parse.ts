import type { z } from 'zod';

import type { ParameterDefinition } from './describe.ts';

/** What is wrong with one parameter, as a sentence that names it. */
export interface ParameterFault {
  readonly parameter: string;
  readonly message: string;
}

export type ParsedParameters<Parameters> =
  | { readonly ok: true; readonly value: Parameters }
  | { readonly ok: false; readonly faults: readonly ParameterFault[] };

/**
 * Reads parameters as Azure Automation passes them: names in any case, values as texts. A text stands for itself where
 * a text is declared; everything else is JSON.
 */
export async function parseParameters<Schema extends z.ZodObject>(
  schema: Schema,
  definitions: readonly ParameterDefinition[],
  raw: Readonly<Record<string, string>>,
): Promise<ParsedParameters<z.output<Schema>>> {
  const values: Record<string, unknown> = {};
  const faults: ParameterFault[] = [];
  const given = new Map<string, string>();
  for (const [name, text] of Object.entries(raw)) {
    const definition = definitionOf(definitions, name);
    if (definition === undefined) faults.push(unknownParameter(name, definitions));
    else {
      given.set(definition.name, text);
      values[definition.name] = read(definition, text);
    }
  }
  const parsed = await schema.safeParseAsync(values);
  if (parsed.success && faults.length === 0) return { ok: true, value: parsed.data };
  for (const issue of parsed.error?.issues ?? []) {
    const [first, ...inside] = issue.path.map(String);
    const definition = definitions.find(({ name }) => name === first);
    if (definition === undefined) faults.push({ parameter: first ?? '', message: `${issue.message}.` });
    else faults.push(fault(definition, inside, issue.message, given.get(definition.name)));
  }
  return { ok: false, faults };
}

function definitionOf(
  definitions: readonly ParameterDefinition[],
  name: string,
): ParameterDefinition | undefined {
  const lower = name.toLowerCase();
  return (
    definitions.find((definition) => definition.name === name) ??
    definitions.find((definition) => definition.name.toLowerCase() === lower)
  );
}

function read(definition: ParameterDefinition, text: string): unknown {
  if (definition.type === 'System.String') return text;
  // Azure's clients write True and False, which are no JSON.
  if (definition.type === 'System.Boolean' && /^(true|false)$/i.test(text.trim()))
    return text.trim().toLowerCase() === 'true';
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The schema says what it wanted instead.
    return text;
  }
}

function fault(
  definition: ParameterDefinition,
  inside: readonly string[],
  detail: string,
  text: string | undefined,
): ParameterFault {
  const { name } = definition;
  const expected = expectation(definition);
  if (text === undefined)
    return { parameter: name, message: `Parameter '${name}' is missing: ${expected} is expected.` };
  const where = inside.length === 0 ? '' : ` at ${inside.join('.')}`;
  return {
    parameter: name,
    message: `Parameter '${name}' is wrong${where}: ${expected} is expected, but it is ${shown(text)} (${detail}).`,
  };
}

const expectations: Readonly<Record<string, string>> = {
  'System.String': 'a text',
  'System.Int32': 'a whole number',
  'System.Double': 'a number',
  'System.Boolean': 'true or false',
  'System.String[]': 'a JSON array of texts',
  'System.Int32[]': 'a JSON array of whole numbers',
};

function expectation({ type, allowedValues }: ParameterDefinition): string {
  if (allowedValues !== undefined && !type.endsWith('[]')) return `one of ${allowedValues.join(', ')}`;
  return expectations[type] ?? (type.endsWith('[]') ? 'a JSON array' : 'JSON');
}

function unknownParameter(name: string, definitions: readonly ParameterDefinition[]): ParameterFault {
  const known = definitions.map((definition) => definition.name).join(', ');
  const hint = known === '' ? 'this runbook has none' : `this runbook has ${known}`;
  return { parameter: name, message: `There is no parameter '${name}': ${hint}.` };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
