import { createGunzip } from 'node:zlib';

import { Agent, type Dispatcher, request } from 'undici';

import { delay, isProblem, problem } from '#kernel';
import { checkLiteral, guardedLookup, isLoopbackName } from '#outbound';

import { type Feed, type SignedInFeed, hostsOf } from '../feed.ts';

/** GET, and nothing else, from where a feed may lead. Who asks is told to the feed itself alone, and only if it wants to know. */
export interface FeedCalls {
  /** A document of at most 16 MiB; undefined when there is none (404). */
  text(address: string): Promise<string | undefined>;
  /** A file, as it comes. The reader bounds it. */
  bytes(address: string): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

export interface CallLimits {
  readonly textBytes: number;
  readonly redirects: number;
  /** Times that a call is made again when the feed asks for patience. */
  readonly repeats: number;
  /** For the answer to begin. */
  readonly answerMilliseconds: number;
  /** For a whole call, its body included. */
  readonly callMilliseconds: number;
}

export const callLimits: CallLimits = {
  textBytes: 16 * 1024 * 1024,
  redirects: 5,
  repeats: 3,
  answerMilliseconds: 30_000,
  callMilliseconds: 300_000,
};

const patienceCodes = new Set([429, 503]);
const longestPauseMilliseconds = 20_000;
const redirectCodes = new Set([301, 302, 303, 307, 308]);

export function createFeedCalls(feed: SignedInFeed, limits: CallLimits = callLimits): FeedCalls {
  const hosts = hostsOf(feed);
  const refuse = (host: string, reason: string): Error =>
    problem('FeedAddressRefused', { feed: feed.name, host, reason });
  const rule = { allowPrivate: feed.allowPrivate, refuse };
  const agent = new Agent({
    connect: { timeout: 10_000, lookup: guardedLookup(rule) },
    headersTimeout: limits.answerMilliseconds,
    bodyTimeout: limits.answerMilliseconds,
  });

  function check(address: string, base?: URL): URL {
    const url = URL.parse(address, base);
    if (url === null)
      throw problem('FeedAnswerUnusable', { feed: feed.name, reason: `'${address}' is no address` });
    if (!hosts.has(url.host)) throw refuse(url.host, 'that host is not declared for it');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackName(url.hostname)))
      throw refuse(url.host, 'it is not https');
    if (base?.protocol === 'https:' && url.protocol !== 'https:') throw refuse(url.host, 'it is not https');
    if (url.username !== '' || url.password !== '') throw refuse(url.host, 'its address names a user');
    // Names are checked when they are looked up, by which the connection then goes; an address is not looked up.
    checkLiteral(rule, url.hostname);
    return url;
  }

  async function get(address: string, signal: AbortSignal): Promise<Dispatcher.ResponseData | undefined> {
    let url = check(address);
    let repeats = 0;
    for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
      const answer = await request(url, {
        dispatcher: agent,
        headers: { 'user-agent': 'Tenantry', accept: '*/*', ...signIn(feed, url) },
        signal,
      });
      if (answer.statusCode === 200) return answer;
      await answer.body.dump({ limit: 128 * 1024 });
      if (answer.statusCode === 404) return undefined;
      if (patienceCodes.has(answer.statusCode) && repeats < limits.repeats) {
        repeats += 1;
        redirects -= 1;
        await delay(pauseOf(answer.headers['retry-after'], repeats), signal);
        continue;
      }
      if (answer.statusCode === 401 || answer.statusCode === 403)
        throw problem('FeedSignInRefused', { feed: feed.name, host: url.host, status: answer.statusCode });
      if (!redirectCodes.has(answer.statusCode))
        throw problem('FeedUnreachable', {
          feed: feed.name,
          reason: `${url.host} answered ${answer.statusCode}`,
        });
      url = check(String(answer.headers['location'] ?? ''), url);
    }
    throw problem('FeedAnswerUnusable', { feed: feed.name, reason: 'it redirects without end' });
  }

  /** What goes wrong on the way is the feed's, in one word. */
  function told(error: unknown): unknown {
    if (isProblem(error)) return error;
    const { cause, code, name, message } = error as NodeJS.ErrnoException;
    if (isProblem(cause)) return cause;
    const reason = name === 'TimeoutError' ? 'it took too long' : (code ?? message);
    return problem('FeedUnreachable', { feed: feed.name, reason }, error);
  }

  return {
    async text(address) {
      try {
        const answer = await get(address, AbortSignal.timeout(limits.callMilliseconds));
        return answer === undefined ? undefined : await readText(answer, feed, limits.textBytes);
      } catch (error) {
        throw told(error);
      }
    },
    async *bytes(address) {
      try {
        const answer = await get(address, AbortSignal.timeout(limits.callMilliseconds));
        if (answer === undefined)
          throw problem('FeedUnreachable', { feed: feed.name, reason: 'the package is not there' });
        for await (const chunk of answer.body) yield chunk as Buffer;
      } catch (error) {
        throw told(error);
      }
    },
    close: () => agent.destroy(),
  };
}

function signIn({ url: home, userName, password }: SignedInFeed, url: URL): Record<string, string> {
  if (userName === undefined || password === undefined || url.origin !== new URL(home).origin) return {};
  return { authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** As the feed says it, in seconds; else longer each time. */
function pauseOf(retryAfter: string | string[] | undefined, repeat: number): number {
  const seconds = Number(retryAfter);
  return Math.min(Number.isFinite(seconds) ? seconds * 1_000 : 500 * 2 ** repeat, longestPauseMilliseconds);
}

/** Registrations of NuGet come compressed, whatever was asked for: the limit is about what they unpack to. */
async function readText(answer: Dispatcher.ResponseData, feed: Feed, most: number): Promise<string> {
  const zipped = answer.headers['content-encoding'] === 'gzip';
  const body = zipped ? answer.body.compose(createGunzip()) : answer.body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > most) {
      answer.body.destroy();
      throw problem('FeedAnswerUnusable', { feed: feed.name, reason: `it is longer than ${most} bytes` });
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
