import { createHash, timingSafeEqual } from 'node:crypto';

import { type Clock, problem } from '#kernel';

import { createRates } from './rates.ts';

/** Finds what the token of an address opens, and does not look at whoever guesses any more. */
export interface TokenGate<Row> {
  /** Undefined where there is no such token. Rejects with `WebhookTooFast` when too many wrong ones came from there. */
  find(token: string | undefined, address: string): Promise<Row | undefined>;
}

/** A gate for each kind of address; guesses at any of them count together. */
export type OpenGate = <Row extends { readonly tokenHash: Buffer }>(
  /** Those that are there of these hashes. */
  ask: (hashes: readonly Buffer[]) => Promise<readonly Row[]>,
) => TokenGate<Row>;

/** Whoever tries so many wrong tokens within a minute is not looked at any more until they have waited. */
const wrongTokensPerMinute = 60;
/** So many are asked for in one statement. */
const mostAtOnce = 500;
const longestToken = 512;

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function createGates(clock: Clock): OpenGate {
  const wrong = createRates(clock);
  return (ask) => {
    const find = together(ask);
    return {
      async find(token, address) {
        if (!wrong.has(address, wrongTokensPerMinute)) throw problem('WebhookTooFast');
        const hash = token === undefined || token.length > longestToken ? undefined : tokenHash(token);
        const row = hash === undefined ? undefined : await find(hash);
        if (row === undefined) wrong.take(address, wrongTokensPerMinute);
        return row;
      },
    };
  };
}

interface Waiting<Row> {
  readonly hash: Buffer;
  readonly resolve: (row: Row | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One statement at a time, for all that came while the one before was under way: five thousand guesses a second take one connection
 * of the database and a few hundred statements, and whoever does not guess waits for two of them at most.
 */
function together<Row extends { readonly tokenHash: Buffer }>(
  ask: (hashes: readonly Buffer[]) => Promise<readonly Row[]>,
): (hash: Buffer) => Promise<Row | undefined> {
  const waiting: Waiting<Row>[] = [];
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      const these = waiting.splice(0, mostAtOnce);
      try {
        const rows = await ask(these.map(({ hash }) => hash));
        const known = new Map(rows.map((row) => [row.tokenHash.toString('hex'), row]));
        for (const { hash, resolve } of these) {
          const row = known.get(hash.toString('hex'));
          resolve(row !== undefined && timingSafeEqual(row.tokenHash, hash) ? row : undefined);
        }
      } catch (error) {
        for (const { reject } of these) reject(error);
      }
    }
    isAsking = false;
  }

  return (hash) =>
    new Promise((resolve, reject) => {
      waiting.push({ hash, resolve, reject });
      if (!isAsking) void askAll();
    });
}
