import { problem } from '#kernel';
import type { ParameterDefinition } from '#worker-link';

interface Check {
  readonly passes: (value: unknown) => boolean;
  readonly hint: string;
}

/**
 * What a text must be to pass as a type. `System.Object` stands for whatever has no name in .NET, unions for instance, so
 * everything passes. The runbook's own schema looks closer when the job starts; here nothing is refused that it accepts.
 */
const checks: Readonly<Record<string, Check>> = {
  'System.Int32': { passes: Number.isInteger, hint: 'Write a whole number, 42 for instance.' },
  'System.Int64': { passes: Number.isInteger, hint: 'Write a whole number, 42 for instance.' },
  'System.Double': {
    passes: (value) => typeof value === 'number',
    hint: 'Write a number, 1.5 for instance.',
  },
  'System.Boolean': { passes: (value) => typeof value === 'boolean', hint: 'Write true or false.' },
  'System.String[]': arrayOf((each) => typeof each === 'string', 'texts, ["a", "b"]'),
  'System.Int32[]': arrayOf(Number.isInteger, 'whole numbers, [1, 2]'),
  'System.Double[]': arrayOf((each) => typeof each === 'number', 'numbers, [1.5, 2]'),
  'System.Boolean[]': arrayOf((each) => typeof each === 'boolean', 'truth values, [true, false]'),
  'System.Object[]': arrayOf(() => true, 'anything, [1, "two"]'),
};

function arrayOf(passes: (each: unknown) => boolean, what: string): Check {
  return {
    passes: (value) => Array.isArray(value) && value.every((each) => each === null || passes(each)),
    hint: `Write a JSON array of ${what} for instance.`,
  };
}

/**
 * Names match without regard to case, as in PowerShell; the result carries the declared names.
 * @throws `ParameterUnknown`, `ParameterInvalid` or `ParameterMissing`, each naming the parameter
 */
export function checkParameters(
  runbook: string,
  definitions: readonly ParameterDefinition[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const checked = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    const definition = definitionOf(definitions, name);
    if (definition === undefined) {
      const known = definitions.map((each) => each.name).join(', ') || 'none';
      throw problem('ParameterUnknown', { runbook, parameter: name, known });
    }
    checkValue(runbook, definition, value);
    checked.set(definition.name, value);
  }
  for (const { name, type, isMandatory } of definitions) {
    if (isMandatory && !checked.has(name))
      throw problem('ParameterMissing', { runbook, parameter: name, type });
  }
  return Object.fromEntries(checked);
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

function checkValue(
  runbook: string,
  { name, type, allowedValues }: ParameterDefinition,
  value: string,
): void {
  const refused = (hint: string): Error =>
    problem('ParameterInvalid', { runbook, parameter: name, type, hint });
  if (allowedValues !== undefined && !type.endsWith('[]') && !allowedValues.includes(value))
    throw refused(`It may be one of: ${allowedValues.join(', ')}.`);
  const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
  if (check === undefined) return;
  const read = valueOf(type, value);
  // Whether it may be null is known to the runbook alone.
  if (read !== null && !check.passes(read)) throw refused(check.hint);
}

/** As the host reads it; undefined when it is no JSON. */
function valueOf(type: string, text: string): unknown {
  // Azure's clients write True and False, which are no JSON.
  const json = type === 'System.Boolean' ? text.toLowerCase() : text;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** Types of .NET whose values nobody may see. */
const secretTypes = new Set(['System.Security.SecureString']);

/** Names of the given parameters that the runbook declares as secrets. */
export function secretParameters(
  definitions: readonly ParameterDefinition[],
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(given).filter((name) => {
    const definition = definitionOf(definitions, name);
    return definition !== undefined && secretTypes.has(definition.type);
  });
}
