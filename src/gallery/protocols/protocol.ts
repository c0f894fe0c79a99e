import type { PackageVersion } from '../versions/package-version.ts';

export interface PackageDependency {
  readonly name: string;
  /** As the package writes it, in NuGet's notation; empty for any version. */
  readonly range: string;
}

export interface PackageHash {
  readonly algorithm: 'SHA256' | 'SHA512';
  /** Lower-case hex. */
  readonly value: string;
}

/** A version of a package, as a feed describes it. */
export interface Listing {
  /** As the feed writes it. */
  readonly name: string;
  readonly version: PackageVersion;
  /** One that is not is only had by those who name it. */
  readonly listed: boolean;
  readonly description?: string;
  readonly dependencies: readonly PackageDependency[];
  /** Where the package is. */
  readonly content: string;
}

/** How one kind of feed is asked. */
export interface Protocol {
  /** Every version, in no order; none when the feed has no such package. */
  listings(name: string): Promise<readonly Listing[]>;
  /** Of the package's file; undefined where the feed tells none. */
  hash(listing: Listing): Promise<PackageHash | undefined>;
}

/** The two algorithms that feeds use, their value in base64 as NuGet writes it. */
export function hashOf(algorithm: string | undefined, base64: string | undefined): PackageHash | undefined {
  const known = algorithm?.toUpperCase().replace('-', '');
  if ((known !== 'SHA256' && known !== 'SHA512') || base64 === undefined) return undefined;
  const value = Buffer.from(base64, 'base64');
  return value.length === (known === 'SHA256' ? 32 : 64)
    ? { algorithm: known, value: value.toString('hex') }
    : undefined;
}

/** Dependencies of all frameworks, each name once: modules of PowerShell have none by framework. */
export function unique(dependencies: readonly PackageDependency[]): readonly PackageDependency[] {
  const byName = new Map(dependencies.map((each) => [each.name.toLowerCase(), each]));
  return [...byName.values()];
}
