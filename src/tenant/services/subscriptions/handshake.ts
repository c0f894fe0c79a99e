import { newId, problem } from '#kernel';

import { post } from './post.ts';

/** Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks: an answer within 10 seconds. */
const longestWait = 10_000;

/**
 * Asks an address whether it wants to be told: it must give back the token it is sent, as plain text, with 200. The wait is one
 * of this machine, whatever the tenant's clock does.
 */
export async function shakeHands(address: string, signal: AbortSignal): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${newId()}`;
  const asked = new URL(address);
  asked.search += `${asked.search === '' ? '?' : '&'}validationToken=${encodeURIComponent(token)}`;
  const answer = await post(asked.href, 'text/plain; charset=utf-8', '', longestWait, signal);
  if (answer === undefined) throw problem('GraphSubscriptionSilent');
  if (answer.status !== 200) throw problem('GraphSubscriptionRefused', { status: answer.status });
  if (!/^text\/plain\b/i.test(answer.type) || answer.text !== token) throw problem('GraphSubscriptionToken');
}
