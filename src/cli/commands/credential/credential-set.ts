import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { tellWarnings } from '../../terminal/warnings.ts';

export const credentialSet = defineCommand({
  summary: 'Makes a credential, or changes its user and password.',
  details: 'The password is read from a file, and never comes back: only jobs get it.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the credential' }),
    user: z.string().meta({ description: 'name of the user' }),
  }),
  options: z.object({
    passwordFile: z.string().meta({ description: 'a file with the password', value: 'file' }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    ['tenantry credential set Mailbox robot@contoso.com --password-file ./password', 'for a shared mailbox'],
  ],
  async run(context, { arguments: { name, user }, options: { passwordFile, description } }) {
    const password = (await readText(passwordFile)).trimEnd();
    const { client } = await context.connect();
    const credential = await client.credentials.put(name, {
      userName: user,
      password,
      ...(description !== undefined && { description }),
    });
    tellWarnings(context.terminal, credential);
    context.print(credential, () => `${credential.name} is set for ${credential.userName}`);
  },
});
