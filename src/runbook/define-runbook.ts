import type { z } from 'zod';

import { type ParameterDefinition, describeParameters } from './describe.ts';
import { type ParsedParameters, parseParameters } from './parse.ts';
import type { RunContext } from './run-context.ts';

/** Known to every copy of this module: an artifact brings its own. */
const mark = Symbol.for('tenantry.runbook');

/** A runbook, as `defineRunbook` makes it and a host runs it. */
export interface Runbook<Schema extends z.ZodObject = z.ZodObject> {
  readonly description?: string;
  readonly parameters: Schema;
  run(context: RunContext<z.output<Schema>>): Promise<unknown>;
  /** The parameters as Azure Automation lists them. Throws zod's error for a type that JSON cannot carry. */
  describe(): ParameterDefinition[];
  /** Checks what a caller gave. Never rejects for wrong input. */
  parse(raw: Readonly<Record<string, string>>): Promise<ParsedParameters<z.output<Schema>>>;
}

export interface RunbookSource<Schema extends z.ZodObject> {
  readonly description?: string;
  /** What a caller may give, and what the values must be like. */
  readonly parameters: Schema;
  /** What it does. A value that it returns is written as the job's last output. */
  run(context: RunContext<z.output<Schema>>): Promise<unknown> | unknown;
}

/**
 * Defines a runbook; the default export of its file.
 *
 * @example
 * export default defineRunbook({
 *   parameters: z.object({ department: z.string() }),
 *   async run({ params, graph, step, log }) { … },
 * });
 */
export function defineRunbook<Schema extends z.ZodObject>(source: RunbookSource<Schema>): Runbook<Schema> {
  const { description, parameters } = source;
  let described: ParameterDefinition[] | undefined;
  const describe = (): ParameterDefinition[] => (described ??= describeParameters(parameters));
  const runbook = {
    [mark]: true,
    ...(description === undefined ? {} : { description }),
    parameters,
    run: async (context: RunContext<z.output<Schema>>) => source.run(context),
    describe,
    parse: (raw: Readonly<Record<string, string>>) => parseParameters(parameters, describe(), raw),
  };
  return Object.freeze(runbook);
}

/** Whether a module's default export is a runbook. */
export function isRunbook(value: unknown): value is Runbook {
  return typeof value === 'object' && value !== null && mark in value;
}
