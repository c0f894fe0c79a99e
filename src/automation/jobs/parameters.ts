import { problem } from '#kernel';
import type { ParameterDefinition } from '#worker-link';

/** What a text must be to pass as a type. The runbook's own schema looks closer when the job starts. */
const checks: Readonly<
  Record<string, { readonly passes: (value: unknown) => boolean; readonly hint: string }>
> = {
  'System.Int32': {
    passes: (value) => Number.isInteger(value),
    hint: 'Write a whole number, 42 for instance.',
  },
  'System.Int64': {
    passes: (value) => Number.isInteger(value),
    hint: 'Write a whole number, 42 for instance.',
  },
  'System.Double': {
    passes: (value) => typeof value === 'number',
    hint: 'Write a number, 1.5 for instance.',
  },
  'System.Boolean': { passes: (value) => typeof value === 'boolean', hint: 'Write true or false.' },
  'System.Object': {
    passes: (value) => typeof value === 'object',
    hint: 'Write a JSON object, {"key": "value"} for instance.',
  },
  'System.Object[]': { passes: Array.isArray, hint: 'Write a JSON array, [1, 2] for instance.' },
  'System.String[]': {
    passes: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
    hint: 'Write a JSON array of texts, ["a", "b"] for instance.',
  },
};

/** Names match without regard to case, as in PowerShell; the result carries the declared names. */
export function checkParameters(
  runbook: string,
  definitions: readonly ParameterDefinition[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const byName = new Map(definitions.map((definition) => [definition.name.toLowerCase(), definition]));
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const definition = byName.get(name.toLowerCase());
    if (definition === undefined) {
      const known = definitions.map((each) => each.name).join(', ') || 'none';
      throw problem('ParameterUnknown', { runbook, parameter: name, known });
    }
    checkValue(runbook, definition, value);
    checked[definition.name] = value;
  }
  for (const { name, type, isMandatory } of definitions) {
    if (isMandatory && checked[name] === undefined)
      throw problem('ParameterMissing', { runbook, parameter: name, type });
  }
  return checked;
}

function checkValue(
  runbook: string,
  { name, type, allowedValues }: ParameterDefinition,
  value: string,
): void {
  if (allowedValues !== undefined && !allowedValues.includes(value)) {
    throw problem('ParameterInvalid', {
      runbook,
      parameter: name,
      type,
      hint: `It may be one of: ${allowedValues.join(', ')}.`,
    });
  }
  const check = checks[type];
  if (check === undefined) return;
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    parsed = undefined;
  }
  if (!check.passes(parsed))
    throw problem('ParameterInvalid', { runbook, parameter: name, type, hint: check.hint });
}
