import { problem } from '#kernel';

/**
 * A version as NuGet has it: up to four numbers, and a label for what comes before a release. Missing numbers are 0, and
 * what follows a plus sign does not count. Source: learn.microsoft.com/nuget/concepts/package-versioning.
 */
export interface PackageVersion {
  readonly numbers: readonly [number, number, number, number];
  /** Parts of the label: `beta.1` → `['beta', '1']`; none for a release. */
  readonly label: readonly string[];
  /** As NuGet writes it in addresses: `1.0` → `1.0.0`, `1.2.3.0` → `1.2.3`. */
  readonly normalized: string;
}

const form =
  /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Undefined when the text is no version. */
export function parseVersion(text: string): PackageVersion | undefined {
  const found = text.length > 128 ? null : form.exec(text.trim());
  if (found === null) return undefined;
  const [major, minor, patch, revision] = [1, 2, 3, 4].map((at) => Number(found[at] ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const label = found[5];
  return {
    numbers: [major, minor, patch, revision],
    label: label === undefined ? [] : label.split('.'),
    normalized:
      [major, minor, patch, ...(revision === 0 ? [] : [revision])].join('.') +
      (label === undefined ? '' : `-${label}`),
  };
}

/** @throws PackageVersionInvalid */
export function demandVersion(text: string): PackageVersion {
  const version = parseVersion(text);
  if (version === undefined) throw problem('PackageVersionInvalid', { text });
  return version;
}

export function isPrerelease({ label }: PackageVersion): boolean {
  return label.length > 0;
}

/** Negative when `a` is older. Labels compare as in SemVer 2.0 §11, without regard to case as NuGet does. */
export function compareVersions(a: PackageVersion, b: PackageVersion): number {
  for (const [at, number] of a.numbers.entries()) {
    const difference = number - b.numbers[at]!;
    if (difference !== 0) return difference;
  }
  if (a.label.length === 0 || b.label.length === 0) return b.label.length - a.label.length;
  for (let at = 0; at < Math.max(a.label.length, b.label.length); at += 1) {
    const difference = comparePart(a.label[at], b.label[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [left, right] = [a, b].map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  if (left !== undefined && right !== undefined) return left - right;
  if (left !== undefined || right !== undefined) return left !== undefined ? -1 : 1;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}
