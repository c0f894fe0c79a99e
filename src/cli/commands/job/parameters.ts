import { z } from 'zod';

import { jobParameters } from '#client';
import { problem } from '#kernel';

import { readText } from '../../connection/session.ts';

/** What a job is given: its parameters, and the tenant that it works on. */
export const parameterOptions = {
  parameter: z.array(z.string()).default([]).meta({
    description: 'a parameter of the runbook; may be repeated',
    short: 'p',
    value: 'name=value',
  }),
  parametersFile: z.string().optional().meta({
    description: 'JSON object with parameters; -p wins over it',
    value: 'file',
  }),
  tenant: z.string().optional().meta({
    description: 'rehearse on this fork instead of the main tenant',
    value: 'fork',
  }),
};

/** Those of the file and of the command line, as a job takes them. */
export async function givenParameters(options: {
  readonly parameter: readonly string[];
  readonly parametersFile?: string | undefined;
}): Promise<Record<string, string>> {
  return jobParameters({
    ...(options.parametersFile === undefined ? {} : await parametersIn(options.parametersFile)),
    ...parametersOn(options.parameter),
  });
}

function parametersOn(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((given) => {
      const at = given.indexOf('=');
      if (at < 1) throw problem('InvalidParameter', { given });
      return [given.slice(0, at), given.slice(at + 1)];
    }),
  );
}

async function parametersIn(file: string): Promise<Record<string, unknown>> {
  const text = await readText(file);
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message : 'it is something else';
    throw problem('ParameterFileInvalid', { file, detail }, error);
  }
}
