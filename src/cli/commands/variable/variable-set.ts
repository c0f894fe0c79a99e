import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { tellWarnings } from '../../terminal/warnings.ts';

export const variableSet = defineCommand({
  summary: 'Makes a variable, or changes its value.',
  details:
    'The value is a text, or with --json-value any JSON value. Whether a variable is encrypted is decided when it is made. A secret is better read from a file: the command line of a process can be seen by others.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the variable' }),
  }),
  options: z.object({
    value: z.string().optional().meta({ description: 'its value', value: 'text' }),
    file: z.string().optional().meta({ description: 'a file with its value', value: 'file' }),
    jsonValue: z.boolean().default(false).meta({ description: 'the value is JSON' }),
    encrypted: z.boolean().default(false).meta({ description: 'only jobs read it, and it is blanked' }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    ['tenantry variable set Region --value westeurope', 'a plain text'],
    ['tenantry variable set ApiKey --file ./key.txt --encrypted', 'a secret'],
    [`tenantry variable set Limits --value '{"users":10}' --json-value`, 'an object'],
  ],
  async run(context, { arguments: { name }, options }) {
    const { file, jsonValue, encrypted, description } = options;
    const text = file === undefined ? (options.value ?? '') : (await readText(file)).trimEnd();
    const { client } = await context.connect();
    const variable = await client.variables.put(name, {
      value: jsonValue ? readJson(text) : text,
      isEncrypted: encrypted,
      ...(description !== undefined && { description }),
    });
    tellWarnings(context.terminal, variable);
    context.print(variable, () => `${variable.name} is set${encrypted ? ', encrypted' : ''}`);
  },
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(
      'InvalidOption',
      { option: '--json-value', detail: 'the value is no JSON', command: 'variable set' },
      error,
    );
  }
}
