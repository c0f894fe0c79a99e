import { createHash, timingSafeEqual } from 'node:crypto';

import { type Clock, problem } from '#kernel';

import { createRates } from './rates.ts';

/** Finds what the token of an address opens, and does not look at whoever guesses any more. One for all addresses of a process. */
export interface TokenGate {
  /** Undefined where there is no such token. Rejects with `WebhookTooFast` when too many wrong ones came from there. */
  find<Row extends { readonly tokenHash: Buffer }>(
    token: string | undefined,
    address: string,
    ask: (hash: Buffer) => Promise<Row | undefined>,
  ): Promise<Row | undefined>;
}

/** Whoever tries so many wrong tokens within a minute is not looked at any more until they have waited. */
const wrongTokensPerMinute = 60;
/** So many at a time ask the database whether a token is one: guesses take no connections from those who do not guess. */
const mostLookups = 4;
const longestToken = 512;

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function createTokenGate(clock: Clock): TokenGate {
  const wrong = createRates(clock);
  const atATime = limited(mostLookups);
  return {
    async find(token, address, ask) {
      if (!wrong.has(address, wrongTokensPerMinute)) throw problem('WebhookTooFast');
      const hash = token === undefined || token.length > longestToken ? undefined : tokenHash(token);
      const row = hash === undefined ? undefined : await atATime(() => ask(hash));
      const isIt = row !== undefined && timingSafeEqual(row.tokenHash, hash!);
      if (!isIt) wrong.take(address, wrongTokensPerMinute);
      return isIt ? row : undefined;
    },
  };
}

/** So many at a time; the others wait their turn. */
function limited(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
