import { problem } from '#kernel';

import type { Feed } from '../feed.ts';
import type { FeedCalls } from '../network/feed-calls.ts';
import { parseVersion } from '../versions/package-version.ts';
import {
  type Listing,
  type PackageDependency,
  type PackageHash,
  type Protocol,
  hashOf,
  unique,
} from './protocol.ts';
import { type XmlElement, childOf, readXml, textOf } from './xml.ts';

/** The Az module has over a hundred versions, in pages of a hundred. */
const mostPages = 50;

/** OData as the PowerShell Gallery speaks it: Atom pages of `FindPackagesById()`. */
export function createNugetV2(feed: Feed, calls: FeedCalls): Protocol {
  const unusable = (reason: string): Error => problem('FeedAnswerUnusable', { feed: feed.name, reason });
  // What a listing was read from tells its hash too; nothing is asked twice.
  const hashes = new WeakMap<Listing, PackageHash | undefined>();

  function listingOf(entry: XmlElement, name: string): Listing | undefined {
    const properties = childOf(entry, 'properties') ?? childOf(childOf(entry, 'content'), 'properties');
    const version = parseVersion(
      textOf(properties, 'NormalizedVersion') ?? textOf(properties, 'Version') ?? '',
    );
    const content = childOf(entry, 'content')?.attributes['src'];
    if (version === undefined || content === undefined) return undefined;
    const description = textOf(properties, 'Description');
    const listing: Listing = {
      // The title of an entry is the package's id; `properties` repeats it in some feeds only.
      name: textOf(properties, 'Id') ?? textOf(entry, 'title') ?? name,
      version,
      listed: textOf(properties, 'Listed') !== 'false' && !isUnlisted(textOf(properties, 'Published')),
      ...(description !== undefined && { description }),
      dependencies: dependenciesOf(textOf(properties, 'Dependencies') ?? ''),
      content,
    };
    hashes.set(
      listing,
      hashOf(textOf(properties, 'PackageHashAlgorithm'), textOf(properties, 'PackageHash')),
    );
    return listing;
  }

  return {
    async listings(name) {
      const found: Listing[] = [];
      const quoted = encodeURIComponent(`'${name.replaceAll("'", "''")}'`);
      let next: string | undefined = `${feed.url}/FindPackagesById()?id=${quoted}&semVerLevel=2.0.0`;
      for (let page = 0; next !== undefined; page += 1) {
        if (page === mostPages) throw unusable(`'${name}' has more than ${mostPages} pages`);
        const text: string | undefined = await calls.text(next);
        if (text === undefined) return found;
        const document = readXml(text);
        if (document?.name !== 'feed') throw unusable('it is no Atom document');
        for (const entry of document.children.filter((each) => each.name === 'entry')) {
          const listing = listingOf(entry, name);
          if (listing?.name.toLowerCase() === name.toLowerCase()) found.push(listing);
        }
        next = document.children.find((each) => each.name === 'link' && each.attributes['rel'] === 'next')
          ?.attributes['href'];
      }
      return found;
    },
    hash: async (listing) => hashes.get(listing),
  };
}

/** `Az.Accounts:[2.8.0, ):|Other:1.0:net8.0`: name, range, framework. */
function dependenciesOf(text: string): readonly PackageDependency[] {
  const each = text.split('|').map((part) => part.split(':'));
  return unique(
    each
      .filter(([name = '']) => name.trim() !== '')
      .map(([name = '', range = '']) => ({ name: name.trim(), range: range.trim() })),
  );
}

/** A package that was taken off the list was published in 1900. */
function isUnlisted(published: string | undefined): boolean {
  return published?.startsWith('1900-01-01') === true;
}
