import {
  type FoundPackage,
  type Gallery,
  type PackageDependency,
  type VersionRange,
  anyVersion,
  compareVersions,
  demandVersion,
  includes,
  intersection,
  isPrerelease,
  parseRange,
  parseVersion,
} from '#gallery';
import { isProblem, problem } from '#kernel';

import { inOrder } from './order.ts';
import type { KnownVersion, ModulePlan, PlanConflict, WantedModule } from './plan.ts';

/** Where packages are looked for: all feeds in their order, or one of them. */
export type OpenGallery = (feed: string | undefined) => Pick<Gallery, 'find' | 'demand'>;

interface Demand {
  readonly range: VersionRange;
  /** From what was asked for on; empty for that itself. */
  readonly chain: readonly string[];
}

type Choice =
  | { readonly kind: 'import'; readonly found: FoundPackage; readonly demands: readonly Demand[] }
  | { readonly kind: 'present'; readonly known: KnownVersion; readonly demands: readonly Demand[] }
  | { readonly kind: 'conflict'; readonly conflict: PlanConflict; readonly demands: readonly Demand[] };

/** More than any module of the galleries needs; Az has some eighty. */
const mostRounds = 50;
const mostModules = 300;
/** Names that feeds are asked for at the same time. */
const askedAtOnce = 6;

/**
 * Works out what an import brings: for each name one version that all who require it can live with. What the account has
 * is taken before anything is fetched, the newest of a feed before older ones. A module that was uploaded is never replaced
 * by one of a feed because somebody requires its name.
 * @throws GalleryPackageNotFound, ModuleDependencyMissing, ModuleDependencyCycle, ModulePlanTooLarge, PackageVersionInvalid
 */
export async function makePlan(options: {
  readonly wanted: readonly WantedModule[];
  readonly known: readonly KnownVersion[];
  readonly open: OpenGallery;
  /** Dependencies that a package's own manifest has beside those that its feed tells, by `name version` in lower case. */
  readonly discovered?: Readonly<Record<string, readonly PackageDependency[]>>;
}): Promise<ModulePlan> {
  const { wanted, known, discovered = {} } = options;
  const asked = new Map(wanted.map((each) => [each.name.toLowerCase(), each]));
  const dependenciesOf = ({ name, version, dependencies }: FoundPackage): readonly PackageDependency[] => [
    ...dependencies,
    ...(discovered[packageKey(name, version)] ?? []),
  ];

  let choices = new Map<string, Choice>();
  for (let round = 0; ; round += 1) {
    if (round === mostRounds || choices.size > mostModules)
      throw problem('ModulePlanTooLarge', { name: wanted.map(({ name }) => name).join(', ') });
    const demanded = [...demandsOf(wanted, choices, dependenciesOf)];
    const next = new Map<string, Choice>();
    for (let at = 0; at < demanded.length; at += askedAtOnce) {
      const some = demanded.slice(at, at + askedAtOnce);
      const chosen = await Promise.all(
        some.map(([key, { name, demands }]) => choose(name, demands, asked.get(key), options)),
      );
      for (const [index, [key]] of some.entries()) next.set(key, chosen[index]!);
    }
    if (same(choices, next)) break;
    choices = next;
  }

  const imports = [...choices.values()].filter((choice) => choice.kind === 'import');
  const byName = new Map(imports.map((each) => [each.found.name.toLowerCase(), each]));
  const ordered = inOrder(
    imports.map(({ found }) => ({
      name: found.name,
      title: titleOf(found),
      requires: dependenciesOf(found).map(({ name }) => name),
    })),
  ).map((name) => byName.get(name.toLowerCase())!);
  return {
    imports: ordered.map(({ found, demands }) => ({
      name: found.name,
      version: found.version,
      feed: found.feed,
      from: known.find((each) => each.isDefault && sameName(each.name, found.name))?.version ?? null,
      requiredBy: demands.find(({ chain }) => chain.length === 0) ? [] : (demands[0]?.chain ?? []),
      requires: dependenciesOf(found).map(({ name }) => name),
    })),
    present: [...choices.values()]
      .filter((choice) => choice.kind === 'present')
      .map(({ known: { name, version }, demands }) => ({
        name,
        version,
        requiredBy: demands[0]?.chain ?? [],
      })),
    conflicts: [...choices.values()]
      .filter((choice) => choice.kind === 'conflict')
      .map(({ conflict }) => conflict),
  };
}

/** Who requires what, following what was chosen so far from what was asked for on. */
function demandsOf(
  wanted: readonly WantedModule[],
  choices: ReadonlyMap<string, Choice>,
  dependenciesOf: (found: FoundPackage) => readonly PackageDependency[],
): Map<string, { readonly name: string; readonly demands: Demand[] }> {
  const demands = new Map<string, { readonly name: string; readonly demands: Demand[] }>();
  const queue: { name: string; demand: Demand }[] = wanted.map(({ name, version }) => ({
    name,
    demand: { range: parseRange(version, 'exactly'), chain: [] },
  }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = next.name.toLowerCase();
    const before = demands.get(key);
    if (before !== undefined) {
      before.demands.push(next.demand);
      continue;
    }
    demands.set(key, { name: next.name, demands: [next.demand] });
    const choice = choices.get(key);
    if (choice?.kind !== 'import') continue;
    const chain = [...next.demand.chain, titleOf(choice.found)];
    for (const { name, range } of dependenciesOf(choice.found))
      queue.push({ name, demand: { range: parseRange(range, 'at least'), chain } });
  }
  return demands;
}

async function choose(
  name: string,
  demands: readonly Demand[],
  asked: WantedModule | undefined,
  { known, open }: { readonly known: readonly KnownVersion[]; readonly open: OpenGallery },
): Promise<Choice> {
  const conflict = (reason: string): Choice => ({ kind: 'conflict', conflict: { name, reason }, demands });
  let range: VersionRange | undefined = anyVersion;
  for (const demand of demands) range = range && intersection(range, demand.range);
  if (range === undefined) return conflict(`no version of it does for all: ${wishes(demands)}`);

  const having = known.filter((each) => sameName(each.name, name));
  const usable = having
    .filter(({ version }) => includes(range, demandNumber(version)))
    .toSorted((a, b) => compareVersions(demandVersion(b.version), demandVersion(a.version)));
  if (asked === undefined) {
    const present = usable.find(({ isDefault }) => isDefault) ?? usable[0];
    if (present !== undefined) return { kind: 'present', known: present, demands };
    if (having.some(({ feed }) => feed === null))
      return conflict(
        `the account has ${versionsOf(having)}, which was uploaded, and ${wishes(demands)}: upload one that does, or import it by its name`,
      );
  }
  const found = await look(name, range, demands, asked, open);
  const same = having.find(({ version }) => version === found.version || sameNumber(version, found.version));
  return same === undefined || asked?.link !== undefined || (asked !== undefined && same.feed === null)
    ? { kind: 'import', found, demands }
    : { kind: 'present', known: same, demands };
}

async function look(
  name: string,
  range: VersionRange,
  demands: readonly Demand[],
  asked: WantedModule | undefined,
  open: OpenGallery,
): Promise<FoundPackage> {
  try {
    return await open(asked?.feed).demand(name, range, { prerelease: asked?.prerelease === true });
  } catch (error) {
    const [first] = demands;
    if (!isProblem(error, 'GalleryPackageNotFound') || first === undefined || first.chain.length === 0)
      throw error;
    throw problem(
      'ModuleDependencyMissing',
      { name, range: range.text, chain: [...first.chain, name].join(' → '), reason: error.message },
      error,
    );
  }
}

function wishes(demands: readonly Demand[]): string {
  return demands
    .map(
      ({ range, chain }) =>
        `${chain.at(-1) ?? 'the import'} asks for ${range === anyVersion ? 'any' : range.text}`,
    )
    .join(', ');
}

export function packageKey(name: string, version: string): string {
  return `${name} ${version}`.toLowerCase();
}

function titleOf({ name, version }: FoundPackage): string {
  return `${name} ${version}`;
}

function versionsOf(having: readonly KnownVersion[]): string {
  return having.map(({ version }) => version).join(', ');
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** PowerShell does not compare labels: 2.0.0-beta1 does for who requires 2.0.0. */
function demandNumber(version: string) {
  return parseVersion(version.split('-')[0] ?? '') ?? demandVersion('0');
}

function sameNumber(a: string, b: string): boolean {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return (
    left !== undefined &&
    right !== undefined &&
    compareVersions(left, right) === 0 &&
    isPrerelease(left) === isPrerelease(right)
  );
}

function same(a: ReadonlyMap<string, Choice>, b: ReadonlyMap<string, Choice>): boolean {
  const signature = (choices: ReadonlyMap<string, Choice>): string =>
    [...choices]
      .map(([key, choice]) => `${key} ${choice.kind} ${choice.kind === 'import' ? choice.found.version : ''}`)
      .toSorted()
      .join('\n');
  return a.size === b.size && signature(a) === signature(b);
}
