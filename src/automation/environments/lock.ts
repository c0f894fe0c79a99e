import { createHash } from 'node:crypto';

import { problem } from '#kernel';
import type { EngineWish } from '#worker-link';

/** As Azure writes them. TypeScript is ours, and has no environments of an account. */
export type EnvironmentLanguage = 'PowerShell' | 'Python' | 'TypeScript';
export type EngineKind = EngineWish['kind'];

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the file, in hex. */
  readonly hash: string;
}

/** All that decides what a job of the environment finds. The same lock is the same environment, on any worker. */
export interface EnvironmentLock {
  readonly language: EnvironmentLanguage;
  /** As asked for: `7.4`. */
  readonly version: string;
  /** That tried the packages: its exact version. */
  readonly engine: { readonly kind: EngineKind; readonly version: string };
  readonly packages: readonly LockedPackage[];
}

export interface WrittenLock {
  readonly hash: string;
  /** Canonical: one order of everything, so that the same lock always has the same hash. */
  readonly content: string;
}

export function writeLock({ language, version, engine, packages }: EnvironmentLock): WrittenLock {
  const sorted = packages
    .map(({ name, version, hash }) => ({ name, version, hash }))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const { kind, version: exact } = engine;
  const content = JSON.stringify({
    language,
    version,
    engine: { kind, version: exact },
    packages: sorted,
  });
  return { hash: createHash('sha256').update(content).digest('hex'), content };
}

/** Reads one of our own. */
export function readLock(content: string): EnvironmentLock {
  return JSON.parse(content) as EnvironmentLock;
}

/** Says in words how two locks differ; undefined when they do not. */
export function lockDifference(wanted: EnvironmentLock, found: EnvironmentLock): string | undefined {
  if (writeLock(wanted).hash === writeLock(found).hash) return undefined;
  const engineOf = ({ engine }: EnvironmentLock): string => `${engine.kind} ${engine.version}`;
  const parts = [
    ...(engineOf(wanted) === engineOf(found)
      ? []
      : [`the engine is ${engineOf(found)}, and the lock has ${engineOf(wanted)}`]),
    ...wanted.packages
      .filter(({ hash }) => !found.packages.some((each) => each.hash === hash))
      .map(({ name, version }) => `${name} ${version} is missing`),
    ...found.packages
      .filter(({ hash }) => !wanted.packages.some((each) => each.hash === hash))
      .map(({ name, version }) => `${name} ${version} is too many`),
  ];
  return parts.length === 0 ? 'a name or a version is written otherwise' : parts.join('; ');
}

const versions = {
  PowerShell: /^(?:5\.1|7\.\d+(?:\.\d+)?)$/,
  Python: /^3(?:\.\d+){0,2}$/,
  TypeScript: /^$/,
} as const satisfies Record<EnvironmentLanguage, RegExp>;

/**
 * The engine that a runtime asks for. PowerShell runs in our own process whatever version is written, unless an
 * installed `pwsh` is asked for, whose version must then fit.
 * @throws RuntimeUnknown
 */
export function engineOf(
  language: string,
  version: string,
  wanted: string | undefined,
): { readonly language: 'PowerShell' | 'Python'; readonly engineKind: EngineKind } {
  const known = (['PowerShell', 'Python'] as const).find(
    (each) => each.toLowerCase() === language.toLowerCase(),
  );
  const choices: readonly EngineKind[] = known === 'PowerShell' ? ['tenantry', 'pwsh'] : ['python'];
  const engineKind = choices.find((each) => each === (wanted ?? choices[0])?.toLowerCase());
  if (known === undefined || engineKind === undefined || !versions[known].test(version))
    throw problem('RuntimeUnknown', { language, version, engine: wanted ?? 'default' });
  return { language: known, engineKind };
}
