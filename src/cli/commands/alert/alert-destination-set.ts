import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { facts } from '../../terminal/table.ts';

const optional = (description: string, value: string) => z.string().optional().meta({ description, value });

export const alertDestinationSet = defineCommand({
  summary: 'Says where alerts are sent: to a webhook, to a channel of Teams, or by mail.',
  details:
    'Addresses with a token in them, and passwords, are read from files and never come back. The secret that signs the calls of a ' +
    'webhook is printed this once.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the destination' }),
    kind: z.enum(['webhook', 'teams', 'mail']).meta({ description: 'how it is told' }),
  }),
  options: z.object({
    urlFile: optional('webhook, teams: a file with the address', 'file'),
    host: optional('mail: the SMTP server', 'name'),
    port: z.coerce
      .number('it is a number')
      .optional()
      .meta({ description: 'mail: its port (default: 587, with STARTTLS)', value: 'number' }),
    from: optional('mail: the sender', 'address'),
    to: z
      .array(z.string())
      .default([])
      .meta({ description: 'mail: a receiver; may be repeated', value: 'address' }),
    user: optional('mail: the user at the server', 'name'),
    passwordFile: optional("mail: a file with the user's password", 'file'),
    caFile: optional('an authority for its certificate, beside the public ones', 'file'),
    allowPrivate: z
      .boolean()
      .default(false)
      .meta({ description: 'it may have an address within your network' }),
    disabled: z.boolean().default(false).meta({ description: 'keep it, and send it nothing' }),
  }),
  examples: [
    ['tenantry alert destination set oncall teams --url-file ./workflow-url', 'a workflow of a channel'],
    [
      'tenantry alert destination set ops mail --host smtp.contoso.com --from tenantry@contoso.com --to ops@contoso.com',
      'by mail, over STARTTLS',
    ],
  ],
  async run(context, { arguments: { name, kind }, options }) {
    const { urlFile, host, port, from, to, user, passwordFile, caFile, allowPrivate, disabled } = options;
    const [url, password, certificateAuthority] = await Promise.all(
      [urlFile, passwordFile, caFile].map(async (file) =>
        file === undefined ? undefined : (await readText(file)).trim(),
      ),
    );
    const { client } = await context.connect();
    const destination = await client.alertDestinations.put(name, {
      kind,
      url,
      host,
      port,
      from,
      ...(to.length > 0 && { to }),
      userName: user,
      password,
      certificateAuthority,
      allowPrivate,
      isEnabled: !disabled,
    });
    context.print(destination, () =>
      facts(context.terminal, [
        ['destination', destination.name],
        ['kind', destination.kind],
        ['host', destination.host],
        ['secret', destination.secret],
      ]),
    );
    if (destination.secret !== undefined && !context.json)
      context.terminal.say('Nobody can see the secret again: keep it where secrets are kept.');
  },
});
