export { type Feed, type FeedProtocol, type SignedInFeed, checkFeed, hostsOf, protocolOf } from './feed.ts';
export { fetchFrom } from './fetch.ts';
export { type FindOptions, type FoundPackage, type Gallery, openGallery } from './gallery.ts';
export type { PackageDependency, PackageHash } from './protocols/protocol.ts';
export {
  type PackageVersion,
  compareVersions,
  demandVersion,
  isPrerelease,
  parseVersion,
} from './versions/package-version.ts';
export {
  type PlainMeans,
  type VersionRange,
  anyVersion,
  includes,
  intersection,
  mayBePrerelease,
  onlyVersion,
  parseRange,
} from './versions/version-range.ts';
