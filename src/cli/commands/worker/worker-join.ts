import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { tagsOf } from './tags.ts';

export const workerJoin = defineCommand({
  summary: 'Joins this machine to a hybrid worker group, with a token that counts once.',
  details:
    'Makes a key, which stays here, has it signed, and keeps both in the home. Only outbound HTTPS to the address is needed. ' +
    'The token is sent only to a control plane whose authority has the fingerprint in it. Without --token it is read from ' +
    'TENANTRY_JOIN_TOKEN.',
  arguments: z.object({
    url: z
      .url({ protocol: /^https$/, error: 'it is an https address' })
      .meta({ description: 'where hybrid workers come in' }),
  }),
  options: z.object({
    group: z.string().meta({ description: 'name of the group', value: 'group' }),
    token: z.string().optional().meta({ description: 'what worker token create printed', value: 'token' }),
    fingerprint: z.string().optional().meta({
      description: 'SHA-256 of the authority of the control plane in base64url, for a token without it',
      value: 'text',
    }),
    name: z
      .string()
      .optional()
      .meta({ description: 'name of this worker (default: of this machine)', value: 'name' }),
    tag: z.array(z.string()).default([]).meta({
      description: 'what jobs may ask of this worker, unless its token says so; may be repeated',
      value: 'name=value',
    }),
    proxy: z.string().optional().meta({
      description: 'HTTP proxy on the way (default: HTTPS_PROXY)',
      value: 'url',
    }),
    replace: z
      .boolean()
      .default(false)
      .meta({ description: 'make another worker of a home that has joined already' }),
  }),
  examples: [
    [
      'tenantry worker join https://automation.contoso.com:7446 --group onprem --token …',
      'once; then: tenantry worker run',
    ],
  ],
  async run(context, { arguments: { url }, options: { token, proxy, tag, ...options } }) {
    const given = token ?? context.environment['TENANTRY_JOIN_TOKEN'];
    if (given === undefined || given === '') throw problem('JoinTokenMalformed');
    const joined = await context.hybridWorker.join({
      home: context.home,
      url,
      token: given,
      tags: tagsOf(tag),
      proxy: proxy ?? proxyOf(context.environment),
      ...options,
    });
    context.print(joined, () => `${joined.name} is a worker of ${joined.group}\nNext: tenantry worker run`);
  },
});

export function proxyOf(environment: NodeJS.ProcessEnv): string | undefined {
  const proxy = environment['HTTPS_PROXY'] ?? environment['https_proxy'];
  return proxy === '' ? undefined : proxy;
}
