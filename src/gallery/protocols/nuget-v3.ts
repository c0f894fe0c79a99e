import { z } from 'zod';

import { problem } from '#kernel';

import type { Feed } from '../feed.ts';
import type { FeedCalls } from '../network/feed-calls.ts';
import { parseVersion } from '../versions/package-version.ts';
import { flatContainer } from './flat-container.ts';
import { type Listing, type PackageDependency, type Protocol, hashOf, unique } from './protocol.ts';

const serviceIndex = z.object({
  resources: z.array(z.object({ '@id': z.string(), '@type': z.union([z.string(), z.array(z.string())]) })),
});

const dependency = z.object({ id: z.string(), range: z.string().nullish() });
const catalogEntry = z.object({
  '@id': z.string().nullish(),
  id: z.string(),
  version: z.string(),
  listed: z.boolean().nullish(),
  description: z.string().nullish(),
  packageContent: z.string().nullish(),
  dependencyGroups: z.array(z.object({ dependencies: z.array(dependency).nullish() })).nullish(),
});
const leaf = z.object({ catalogEntry, packageContent: z.string().nullish() });
const page = z.object({ '@id': z.string(), items: z.array(leaf).nullish() });
const registration = z.object({ items: z.array(page) });
const catalogLeaf = z.object({
  packageHash: z.string().nullish(),
  packageHashAlgorithm: z.string().nullish(),
});

/** From the one that tells most: those of SemVer 2.0 come compressed and whole. */
const registrationTypes = [
  'RegistrationsBaseUrl/3.6.0',
  'RegistrationsBaseUrl/Versioned',
  'RegistrationsBaseUrl/3.4.0',
  'RegistrationsBaseUrl/3.0.0-rc',
  'RegistrationsBaseUrl/3.0.0-beta',
  'RegistrationsBaseUrl',
];
const flatType = 'PackageBaseAddress/3.0.0';

/**
 * NuGet's v3 protocol, from its service index on. Versions, dependencies and what is listed come from the registration;
 * where a feed has none, from the flat container and the manifests in it. Source: learn.microsoft.com/nuget/api/overview.
 */
export function createNugetV3(feed: Feed, calls: FeedCalls): Protocol {
  const unusable = (reason: string): Error => problem('FeedAnswerUnusable', { feed: feed.name, reason });
  const entries = new WeakMap<Listing, string>();
  let resources: Promise<ReadonlyMap<string, string>> | undefined;

  async function json<Shape>(address: string, shape: z.ZodType<Shape>): Promise<Shape | undefined> {
    const text = await calls.text(address);
    if (text === undefined) return undefined;
    try {
      return shape.parse(JSON.parse(text));
    } catch {
      throw unusable(`${new URL(address).pathname} is not as the protocol has it`);
    }
  }

  async function readIndex(): Promise<ReadonlyMap<string, string>> {
    const index = await json(feed.url, serviceIndex);
    if (index === undefined) throw unusable('there is no service index');
    return new Map(
      index.resources.flatMap(({ '@id': id, '@type': type }) =>
        [type].flat().map((each) => [each, id.replace(/\/$/, '')] as const),
      ),
    );
  }

  async function resource(types: readonly string[]): Promise<string | undefined> {
    resources ??= readIndex();
    const known = await resources.catch((error: unknown) => {
      resources = undefined;
      throw error;
    });
    return types.map((type) => known.get(type)).find((id) => id !== undefined);
  }

  async function registered(base: string, name: string, flat: string | undefined): Promise<Listing[]> {
    const found = await json(`${base}/${name.toLowerCase()}/index.json`, registration);
    const listings: Listing[] = [];
    for (const { '@id': id, items } of found?.items ?? []) {
      const leaves = items ?? (await json(id, page))?.items ?? [];
      for (const { catalogEntry: entry, packageContent } of leaves) {
        const version = parseVersion(entry.version);
        if (version === undefined || entry.id.toLowerCase() !== name.toLowerCase()) continue;
        const content =
          packageContent ?? entry.packageContent ?? (flat && flatContainer.content(flat, name, version));
        if (!content) throw unusable(`it does not tell where '${name}' is`);
        const listing: Listing = {
          name: entry.id,
          version,
          listed: entry.listed !== false,
          ...(entry.description && { description: entry.description }),
          dependencies: dependenciesOf(entry),
          content,
        };
        if (entry['@id']) entries.set(listing, entry['@id']);
        listings.push(listing);
      }
    }
    return listings;
  }

  return {
    async listings(name) {
      const flat = await resource([flatType]);
      const base = await resource(registrationTypes);
      if (base !== undefined) return registered(base, name, flat);
      if (flat === undefined) throw unusable('it has neither registrations nor a flat container');
      return flatContainer.listings(flat, name, calls, unusable);
    },
    async hash(listing) {
      const entry = entries.get(listing);
      if (entry === undefined || !URL.canParse(entry)) return undefined;
      const found = await json(entry, catalogLeaf);
      return hashOf(found?.packageHashAlgorithm ?? undefined, found?.packageHash ?? undefined);
    },
  };
}

function dependenciesOf({ dependencyGroups }: z.infer<typeof catalogEntry>): readonly PackageDependency[] {
  const all = (dependencyGroups ?? []).flatMap(({ dependencies }) => dependencies ?? []);
  return unique(all.map(({ id, range }) => ({ name: id, range: range ?? '' })));
}
