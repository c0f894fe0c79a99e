import type { Gallery } from '#gallery';

import type { Feeds } from '../../galleries/feeds.ts';
import type { OpenGallery } from './make-plan.ts';
import type { WantedModule } from './plan.ts';

/** Opens the feeds that the wanted modules are looked for in, for as long as the work takes. Rejects with `FeedNotFound`. */
export async function withGalleries<Result>(
  feeds: Feeds,
  wanted: readonly Pick<WantedModule, 'feed'>[],
  work: (open: OpenGallery) => Promise<Result>,
): Promise<Result> {
  const opened = new Map<string | undefined, Gallery>();
  try {
    for (const feed of new Set([undefined, ...wanted.map((each) => each.feed)]))
      opened.set(feed, await feeds.open(feed));
    return await work((feed) => opened.get(feed)!);
  } finally {
    await Promise.all([...opened.values()].map((each) => each.close()));
  }
}
