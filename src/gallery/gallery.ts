import { createHash } from 'node:crypto';

import { problem } from '#kernel';

import { type SignedInFeed, protocolOf } from './feed.ts';
import { type FeedCalls, createFeedCalls } from './network/feed-calls.ts';
import { createNugetV2 } from './protocols/nuget-v2.ts';
import { createNugetV3 } from './protocols/nuget-v3.ts';
import type { Listing, PackageDependency, PackageHash, Protocol } from './protocols/protocol.ts';
import { compareVersions, isPrerelease } from './versions/package-version.ts';
import { type VersionRange, includes, mayBePrerelease, onlyVersion } from './versions/version-range.ts';

/** A version of a package that a feed has. */
export interface FoundPackage {
  /** Name of the feed. */
  readonly feed: string;
  readonly name: string;
  /** As NuGet writes it: `1.2.3`, `1.2.3-beta1`. */
  readonly version: string;
  readonly description?: string;
  readonly dependencies: readonly PackageDependency[];
  /** Where the package is; on a host that the feed declares. */
  readonly content: string;
  readonly hash?: PackageHash;
}

export interface FindOptions {
  /** Prereleases count too; else only where the range names one. */
  readonly prerelease?: boolean;
}

/**
 * The feeds, open for one undertaking: what was read of a package is not asked again. Close it.
 * All of it rejects with FeedUnreachable, FeedAnswerUnusable, FeedAddressRefused.
 */
export interface Gallery {
  /** Listed versions, newest first, of the first feed that has the package. */
  versions(name: string, options?: FindOptions): Promise<readonly FoundPackage[]>;
  /** The newest version within the range, of the first feed that knows the name. */
  find(name: string, range: VersionRange, options?: FindOptions): Promise<FoundPackage | undefined>;
  /** As `find`. @throws GalleryPackageNotFound, FeedsMissing */
  demand(name: string, range: VersionRange, options?: FindOptions): Promise<FoundPackage>;
  /**
   * The package's file. When it is larger than `mostBytes` or not what its feed says by hash, the reader fails before the
   * end: whatever was read is then worth nothing. @throws GalleryPackageDamaged, GalleryPackageTooLarge
   */
  download(found: FoundPackage, mostBytes: number): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

interface OpenFeed {
  readonly feed: SignedInFeed;
  readonly calls: FeedCalls;
  readonly protocol: Protocol;
  readonly known: Map<string, Promise<readonly Listing[]>>;
  readonly hashes: Map<Listing, Promise<PackageHash | undefined>>;
}

/** Opens feeds in the order in which they count. Nothing is called before it is asked for. */
export function openGallery(feeds: readonly SignedInFeed[]): Gallery {
  const open = feeds.map(openFeed);

  async function findIn(
    each: OpenFeed,
    name: string,
    range: VersionRange,
    { prerelease = false }: FindOptions,
  ): Promise<FoundPackage | undefined> {
    const exact = onlyVersion(range) !== undefined;
    const [best] = (await listingsOf(each, name))
      .filter(({ version, listed }) => {
        if (!includes(range, version)) return false;
        if (exact) return true;
        return listed && (prerelease || mayBePrerelease(range) || !isPrerelease(version));
      })
      .toSorted((a, b) => compareVersions(b.version, a.version));
    if (best === undefined) return undefined;
    const hash = await hashOf(each, best);
    return { ...foundOf(each, best), ...(hash !== undefined && { hash }) };
  }

  /**
   * The first feed that knows the name, whatever versions it has: nobody gets between a feed of one's own and its modules
   * by publishing a higher version of the same name elsewhere.
   */
  async function holderOf(name: string): Promise<OpenFeed | undefined> {
    for (const each of open) if ((await listingsOf(each, name)).length > 0) return each;
    return undefined;
  }

  async function find(
    name: string,
    range: VersionRange,
    options: FindOptions = {},
  ): Promise<FoundPackage | undefined> {
    checkName(name);
    const holder = await holderOf(name);
    return holder === undefined ? undefined : findIn(holder, name, range, options);
  }

  return {
    find,
    async versions(name, { prerelease = false } = {}) {
      checkName(name);
      const holder = await holderOf(name);
      if (holder === undefined) return [];
      return (await listingsOf(holder, name))
        .filter(({ listed, version }) => listed && (prerelease || !isPrerelease(version)))
        .toSorted((a, b) => compareVersions(b.version, a.version))
        .map((listing) => foundOf(holder, listing));
    },
    async demand(name, range, options) {
      if (feeds.length === 0) throw problem('FeedsMissing', { name });
      const found = await find(name, range, options);
      if (found !== undefined) return found;
      const asked = range.from === undefined && range.to === undefined ? '' : ` ${range.text}`;
      throw problem('GalleryPackageNotFound', {
        name,
        range: asked,
        feeds: feeds.map((each) => each.name).join(', '),
      });
    },
    async *download({ feed, name, version, content, hash }, mostBytes) {
      const from = open.find((each) => each.feed.name === feed);
      if (from === undefined) throw problem('FeedNotFound', { name: feed });
      const digest = createHash(hash?.algorithm ?? 'SHA256');
      let size = 0;
      for await (const chunk of from.calls.bytes(content)) {
        size += chunk.length;
        if (size > mostBytes)
          throw problem('GalleryPackageTooLarge', { name, version, feed, most: mostBytes });
        digest.update(chunk);
        yield chunk;
      }
      if (hash !== undefined && digest.digest('hex') !== hash.value)
        throw problem('GalleryPackageDamaged', { name, version, feed });
    },
    async close() {
      await Promise.all(open.map(({ calls }) => calls.close()));
    },
  };
}

function openFeed(feed: SignedInFeed): OpenFeed {
  const calls = createFeedCalls(feed);
  const protocol = protocolOf(feed) === 'v3' ? createNugetV3(feed, calls) : createNugetV2(feed, calls);
  return { feed, calls, protocol, known: new Map(), hashes: new Map() };
}

function listingsOf({ known, protocol }: OpenFeed, name: string): Promise<readonly Listing[]> {
  const key = name.toLowerCase();
  const task = known.get(key) ?? protocol.listings(name);
  known.set(key, task);
  return task;
}

function hashOf({ hashes, protocol }: OpenFeed, listing: Listing): Promise<PackageHash | undefined> {
  const task = hashes.get(listing) ?? protocol.hash(listing);
  hashes.set(listing, task);
  return task;
}

function foundOf({ feed }: OpenFeed, listing: Listing): FoundPackage {
  const { name, version, description, dependencies, content } = listing;
  return {
    feed: feed.name,
    name,
    version: version.normalized,
    ...(description !== undefined && { description }),
    dependencies,
    content,
  };
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(name)) throw problem('PackageNameInvalid', { name });
}
