import { isProblem } from '#kernel';

import type { Account } from '../accounts/accounts.ts';
import type { Actor } from '../model.ts';
import type { Publishing } from './publishing.ts';
import type { Runbooks } from './runbooks.ts';

/**
 * Publishes a ready-made runbook where it is missing or older than ours. Returns the operation to wait for, or undefined
 * when it is there already. A draft that somebody is working on is left alone.
 */
export async function ensureRunbook(
  { runbooks, publishing }: { readonly runbooks: Runbooks; readonly publishing: Publishing },
  account: Account,
  runbook: { readonly name: string; readonly content: string; readonly description: string },
  actor: Actor,
): Promise<string | undefined> {
  const { name, content, description } = runbook;
  const published = await runbooks.content(account.id, name).catch((error: unknown) => {
    if (isProblem(error, 'RunbookNotFound') || isProblem(error, 'RunbookNotPublished')) return undefined;
    throw error;
  });
  if (published === content) return undefined;
  const known = await runbooks.get(account.id, name).catch(() => undefined);
  if (known?.state === 'Edit') return undefined;
  await runbooks.put(account, name, { type: 'TypeScript', description }, actor);
  await runbooks.putDraft(account, name, content, actor);
  return publishing.publish(account, name, actor).catch((error: unknown) => {
    // The draft waits for somebody who asks for its review.
    if (isProblem(error, 'ReviewRequired')) return undefined;
    throw error;
  });
}
