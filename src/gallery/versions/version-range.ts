import { problem } from '#kernel';

import { type PackageVersion, compareVersions, isPrerelease, parseVersion } from './package-version.ts';

interface Bound {
  readonly version: PackageVersion;
  readonly inclusive: boolean;
}

/** Versions from here to there; a bound that is absent leaves its side open. */
export interface VersionRange {
  readonly from?: Bound;
  readonly to?: Bound;
  /** As NuGet writes it: `[1.0.0, 2.0.0)`. */
  readonly text: string;
}

/** What a version without brackets means: `1.0` asked for by a person is that one, as a dependency it is the oldest. */
export type PlainMeans = 'exactly' | 'at least';

export const anyVersion: VersionRange = { text: '(, )' };

/**
 * Reads NuGet's intervals: `1.0`, `[1.0]`, `[1.0,2.0)`, `(,1.0]`, `(1.0,)`. An empty text and `*` are any version.
 * Source: learn.microsoft.com/nuget/concepts/package-versioning#version-ranges.
 * @throws PackageVersionInvalid
 */
export function parseRange(written: string, plainMeans: PlainMeans): VersionRange {
  const text = written.trim();
  if (text === '' || text === '*') return anyVersion;
  const open = text[0]!;
  if (open !== '[' && open !== '(') {
    const version = boundOf(text, true, written)!;
    return rangeOf(version, plainMeans === 'exactly' ? version : undefined);
  }
  const close = text.at(-1)!;
  const inner = text.slice(1, -1).split(',');
  if ((close !== ']' && close !== ')') || text.length < 3 || inner.length > 2) throw invalid(written);
  if (inner.length === 1) {
    if (open !== '[' || close !== ']') throw invalid(written);
    const version = boundOf(inner[0]!, true, written);
    if (version === undefined) throw invalid(written);
    return rangeOf(version, version);
  }
  const from = boundOf(inner[0]!, open === '[', written);
  const to = boundOf(inner[1]!, close === ']', written);
  if (from !== undefined && to !== undefined && compareVersions(from.version, to.version) > 0)
    throw invalid(written);
  return rangeOf(from, to);
}

/** The one version that the range is about, if it is about one. */
export function onlyVersion({ from, to }: VersionRange): PackageVersion | undefined {
  const one =
    from?.inclusive === true && to?.inclusive === true && compareVersions(from.version, to.version) === 0;
  return one ? from.version : undefined;
}

/** Whether the version lies in the range. Prereleases are a matter of `mayBePrerelease`. */
export function includes({ from, to }: VersionRange, version: PackageVersion): boolean {
  if (from !== undefined) {
    const distance = compareVersions(version, from.version);
    if (distance < 0 || (distance === 0 && !from.inclusive)) return false;
  }
  if (to !== undefined) {
    const distance = compareVersions(version, to.version);
    if (distance > 0 || (distance === 0 && !to.inclusive)) return false;
  }
  return true;
}

/** NuGet's rule: who names a prerelease as a bound wants prereleases. */
export function mayBePrerelease({ from, to }: VersionRange): boolean {
  return [from, to].some((bound) => bound !== undefined && isPrerelease(bound.version));
}

/** What lies in both; undefined when nothing can. */
export function intersection(a: VersionRange, b: VersionRange): VersionRange | undefined {
  const from = stricter(a.from, b.from, 1);
  const to = stricter(a.to, b.to, -1);
  if (from !== undefined && to !== undefined) {
    const distance = compareVersions(from.version, to.version);
    if (distance > 0 || (distance === 0 && !(from.inclusive && to.inclusive))) return undefined;
  }
  return rangeOf(from, to);
}

/** Of two lower bounds (`sign` 1) the higher, of two upper ones (-1) the lower; of equal ones that which excludes. */
function stricter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const distance = compareVersions(a.version, b.version) * sign;
  if (distance !== 0) return distance > 0 ? a : b;
  return a.inclusive ? b : a;
}

function boundOf(text: string, inclusive: boolean, whole: string): Bound | undefined {
  if (text.trim() === '') return undefined;
  const version = parseVersion(text);
  if (version === undefined) throw invalid(whole);
  return { version, inclusive };
}

function rangeOf(from: Bound | undefined, to: Bound | undefined): VersionRange {
  const [low, high] = [from?.version.normalized ?? '', to?.version.normalized ?? ''];
  const text =
    from !== undefined && to !== undefined && low === high
      ? `[${low}]`
      : `${from?.inclusive === true ? '[' : '('}${low}, ${high}${to?.inclusive === true ? ']' : ')'}`;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }), text };
}

function invalid(text: string): Error {
  return problem('PackageVersionInvalid', { text });
}
