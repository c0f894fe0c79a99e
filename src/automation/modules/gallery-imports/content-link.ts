import {
  type Feed,
  type Gallery,
  anyVersion,
  compareVersions,
  demandVersion,
  hostsOf,
  parseRange,
} from '#gallery';
import { problem } from '#kernel';

import type { Feeds } from '../../galleries/feeds.ts';
import type { WantedModule } from './plan.ts';

/** ARM's `properties.contentLink`. */
export interface ModuleLink {
  readonly uri: string;
  readonly version?: string | undefined;
  readonly contentHash?: { readonly algorithm: string; readonly value: string } | undefined;
}

/** The PowerShell Gallery's addresses, which scripts for Azure have in them; a mirror of it is a feed of this name. */
const galleryHost = /^(?:www\.)?powershellgallery\.com$/;
const galleryName = 'psgallery';
/** `…/api/v2/package/Name/Version`, and without a version for the newest. */
const packagePath = /\/package\/([^/]+)(?:\/([^/]+))?\/?$/;

/**
 * The module that a link is about, when its address belongs to a feed that is configured. Nothing is called but that feed:
 * whoever may name an address cannot make the control plane call into its own network.
 * @throws ModuleLinkNotFetched, ModuleLinkMismatch, GalleryPackageNotFound
 */
export async function moduleOfLink(
  feeds: Feeds,
  name: string,
  { uri, version, contentHash }: ModuleLink,
): Promise<WantedModule> {
  const url = URL.parse(uri);
  const feed = url === null ? undefined : feedOf(await feeds.list(), url);
  if (url === null || feed === undefined) throw problem('ModuleLinkNotFetched', { name, uri });
  const gallery = await feeds.open(feed.name);
  try {
    const found = await packageOf(gallery, name, url);
    if (found === undefined) throw problem('ModuleLinkNotFetched', { name, uri });
    const mismatch = (reason: string): Error => problem('ModuleLinkMismatch', { name, reason });
    if (found.name.toLowerCase() !== name.toLowerCase()) throw mismatch(`its package is '${found.name}'`);
    if (version !== undefined && compareVersions(demandVersion(version), demandVersion(found.version)) !== 0)
      throw mismatch(`its version is ${found.version}`);
    return {
      name: found.name,
      version: found.version,
      prerelease: true,
      feed: feed.name,
      link: { uri, ...(contentHash !== undefined && { hash: contentHash }) },
    };
  } finally {
    await gallery.close();
  }
}

function feedOf(feeds: readonly Feed[], url: URL): Feed | undefined {
  const named = feeds.find(
    (feed) => hostsOf(feed).has(url.host) && new URL(feed.url).protocol === url.protocol,
  );
  if (named !== undefined || url.protocol !== 'https:' || !galleryHost.test(url.hostname)) return named;
  return feeds.find((feed) => feed.name.toLowerCase() === galleryName);
}

/** A package by the address that the feed itself gives it, or by the form that galleries have. */
async function packageOf(gallery: Gallery, name: string, url: URL) {
  const path = packagePath.exec(url.pathname);
  if (path !== null) {
    const [wanted = '', version] = [path[1], path[2]].map((part) => part && decodeURIComponent(part));
    return gallery.demand(wanted, version === undefined ? anyVersion : parseRange(`[${version}]`, 'exactly'));
  }
  const versions = await gallery.versions(name, { prerelease: true });
  return versions.find(({ content }) => content === url.href);
}
