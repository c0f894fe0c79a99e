import { Agent, request } from 'undici';

import { problem } from '#kernel';
import { checkLiteral, guardedLookup } from '#outbound';
import { trusting } from './authorities.ts';
import type { AlertDestination, HttpSecrets } from './destination.ts';

const patience = 15_000;
const mostAnswer = 64 * 1024;

/** Posts JSON where the destination leads, and nowhere else: redirects are not followed. Rejects unless the answer is 2xx. */
export async function postJson(
  { name, allowPrivate }: Pick<AlertDestination, 'name' | 'allowPrivate'>,
  { url, certificateAuthority }: HttpSecrets,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const rule = {
    allowPrivate,
    refuse: (host: string, reason: string) => problem('AlertDestinationRefused', { host, reason }),
  };
  checkLiteral(rule, new URL(url).hostname);
  const agent = new Agent({
    connect: {
      timeout: patience,
      lookup: guardedLookup(rule),
      ...trusting(certificateAuthority),
    },
  });
  const timeout = AbortSignal.timeout(patience);
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Tenantry', ...headers },
      body,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    await answer.body.dump({ limit: mostAnswer });
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw problem('AlertNotDelivered', { name, reason: `it answered ${answer.statusCode}` });
  } finally {
    await agent.destroy();
  }
}
