import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { tagsOf } from './tags.ts';

export const workerTokenCreate = defineCommand({
  summary: 'Makes a token with which one worker joins a group, once.',
  details:
    'The token is shown this once. It holds the fingerprint of this control plane, so that the worker knows whom it joins. ' +
    'With --tag the worker has these tags, and is refused when it states others; without, it states its own.',
  arguments: z.object({}),
  options: z.object({
    group: z.string().meta({ description: 'name of the group', value: 'group' }),
    expiresIn: z.coerce
      .number('it is a number of minutes')
      .int('it is a whole number of minutes')
      .default(60)
      .meta({ description: 'minutes until it counts no more, a day at most', value: 'minutes' }),
    tag: z.array(z.string()).default([]).meta({
      description: 'what jobs may ask of the worker; may be repeated',
      value: 'name=value',
    }),
  }),
  examples: [
    ['tenantry worker token create --group onprem', 'prints what to run on the other machine'],
    [
      'tenantry worker token create --group onprem --tag site=berlin',
      'the worker cannot say that it is elsewhere',
    ],
  ],
  async run(context, { options: { group, expiresIn, tag } }) {
    const { workerGroups } = (await context.connect()).client;
    const made = await workerGroups.createJoinToken(
      group,
      expiresIn,
      tag.length === 0 ? undefined : tagsOf(tag),
    );
    context.print(made, () =>
      [
        'On the machine that is to join, within its time and once:',
        `  tenantry worker join ${made.origin} --group ${made.group} --token ${made.token}`,
      ].join('\n'),
    );
    if (!context.json) context.terminal.say('Keep the token now: it is not shown again.');
  },
});
