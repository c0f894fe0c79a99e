import { type Redactor, blankText } from '#redaction';
import type { ParameterDefinition } from '#worker-link';

import { secretParameters } from '../jobs/parameters.ts';

/** Parameters that wait for a job, as people may see them: without the secrets of the account, and without what is one by its type. */
export function parametersToShow(
  redactor: Redactor,
  definitions: readonly ParameterDefinition[],
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const secret = new Set(secretParameters(definitions, parameters));
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      secret.has(name) ? blankText : redactor.redact(value),
    ]),
  );
}

/** Joined to a `runbook r`: what its published version declares, as `definitions`. */
export const joinDefinitions =
  'left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number';
export const definitionsColumn = `coalesce(v.parameters, '[]'::jsonb) as definitions`;
