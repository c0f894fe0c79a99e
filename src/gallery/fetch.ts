import { problem } from '#kernel';

import { type Feed, hostsOf } from './feed.ts';
import { createFeedCalls } from './network/feed-calls.ts';

/**
 * A file that is no package, from a host that one of the feeds declares; undefined when none does. It is called as the feed is:
 * https, no redirect to elsewhere, no private address unless the feed is private. Nobody signs in.
 * @throws LinkedFileTooLarge, FeedUnreachable, FeedAddressRefused, FeedAnswerUnusable, while it is read
 */
export function fetchFrom(
  feeds: readonly Feed[],
  address: string,
  mostBytes: number,
): AsyncGenerator<Buffer> | undefined {
  const url = URL.parse(address);
  const feed = url === null ? undefined : feeds.find((each) => hostsOf(each).has(url.host));
  return feed === undefined ? undefined : bounded(feed, address, mostBytes);
}

async function* bounded(feed: Feed, address: string, mostBytes: number): AsyncGenerator<Buffer> {
  const calls = createFeedCalls(feed);
  try {
    let size = 0;
    for await (const chunk of calls.bytes(address)) {
      size += chunk.length;
      if (size > mostBytes) throw problem('LinkedFileTooLarge', { most: mostBytes });
      yield chunk;
    }
  } finally {
    await calls.close();
  }
}
