import { fetchFrom } from '#gallery';
import { isProblem, problem } from '#kernel';

import type { Account } from '../accounts/accounts.ts';
import type { Feeds } from '../galleries/feeds.ts';
import type { Actor } from '../model.ts';
import { hashCheck } from '../modules/gallery-imports/hash-check.ts';
import type { Operations } from './operations.ts';
import type { Publishing } from './publishing.ts';
import { type RunbookInput, type Runbooks, mostRunbookBytes } from './runbooks.ts';

/** ARM's `properties.publishContentLink`. */
export interface RunbookLink {
  readonly uri: string;
  readonly contentHash?: { readonly algorithm: string; readonly value: string } | undefined;
}

export interface LinkedContent {
  /**
   * Makes or updates the runbook with the text at an address, and publishes it. The address must be on a host that a feed of
   * this installation declares: whoever may name an address cannot make the control plane call into its own network. The text
   * is there, and is what its hash says, before anything is written. Resolves when it is published.
   * @throws RunbookLinkNotFetched, RunbookLinkMismatch, RunbookLinkUnpublished
   */
  put(
    account: Account,
    name: string,
    input: RunbookInput & { readonly link: RunbookLink },
    actor: Actor,
    signal: AbortSignal,
  ): ReturnType<Runbooks['put']>;
}

/** A build that takes longer goes on by itself. */
const longestWaitMilliseconds = 120_000;

export function createLinkedContent(parts: {
  readonly runbooks: Runbooks;
  readonly publishing: Publishing;
  readonly operations: Operations;
  readonly feeds: Feeds;
}): LinkedContent {
  const { runbooks, publishing, operations, feeds } = parts;

  async function read(name: string, { uri, contentHash }: RunbookLink): Promise<string> {
    const mismatch = (reason: string): Error => problem('RunbookLinkMismatch', { name, reason });
    const check = contentHash === undefined ? undefined : hashCheck(contentHash, mismatch);
    const content = fetchFrom(await feeds.list(), uri, mostRunbookBytes);
    if (content === undefined) throw problem('RunbookLinkNotFetched', { name, uri });
    const chunks = await Array.fromAsync(check === undefined ? content : check.through(content));
    check?.demandSame();
    // A byte order mark is no part of the text.
    return new TextDecoder().decode(Buffer.concat(chunks));
  }

  return {
    async put(account, name, { link, ...input }, actor, signal) {
      const text = await read(name, link);
      const { created } = await runbooks.put(account, name, input, actor);
      const published = await runbooks.content(account.id, name).catch((error: unknown) => {
        if (isProblem(error, 'RunbookNotPublished')) return undefined;
        throw error;
      });
      // Clients that hold a state send the link with every change of a setting.
      if (published !== text) {
        await runbooks.putDraft(account, name, text, actor);
        const id = await publishing.publish(account, name, actor);
        const wait = { holdMilliseconds: longestWaitMilliseconds, signal };
        const { error } = await operations.settled(account.id, id, wait);
        if (error !== null) throw problem('RunbookLinkUnpublished', { name, reason: error.message });
      }
      return { runbook: await runbooks.get(account.id, name), created };
    },
  };
}
