import { behaviours } from '../behaviours/table.ts';
import type { Known } from './known/known.ts';
import { knownTypes } from './known/table.ts';
import { isEntityName, sheets } from './model.ts';
import { rootOperations } from './roots.ts';
import type { EntitySheet } from './sheet.ts';

/** How much of what Graph documents of one type the tenant has; what is missing answers 501 by its name. */
export interface TypeCoverage {
  readonly type: string;
  /** Of its sheet; undefined without one. */
  readonly verbs: readonly string[] | undefined;
  readonly properties: Share;
  readonly navigations: Share;
  readonly operations: Share;
}

export interface Share {
  readonly of: number;
  readonly missing: readonly string[];
}

export function coverage(): readonly TypeCoverage[] {
  return Object.entries(knownTypes).map(([type, known]) => coverageOf(type, known));
}

function coverageOf(type: string, known: Known): TypeCoverage {
  const sheet = sheetOf(type);
  const properties = new Set(Object.keys(sheet?.properties ?? {}));
  const paths = Object.keys(sheet?.navigations ?? {});
  const navigations = new Set(paths.map((path) => path.split('/')[0]!));
  const called = callable(type, sheet);
  return {
    type,
    verbs: sheet?.verbs,
    // Some properties of Graph's are served as what they are, a resource of their own: a user's mailboxSettings.
    properties: share(known.properties, (name) => properties.has(name) || navigations.has(name)),
    navigations: share(known.navigations, (name) => navigations.has(name)),
    operations: share(known.operations, (name) => called.has(name.toLowerCase())),
  };
}

/** The sheet of that name, or the one that has it as a variant. */
function sheetOf(type: string): EntitySheet | undefined {
  if (isEntityName(type)) return sheets[type];
  const base = Object.values(sheets).find(({ variants }) => Object.hasOwn(variants ?? {}, type));
  if (base === undefined) return undefined;
  const own = base.variants![type]!;
  const others = new Set(Object.values(base.variants!).flat());
  const properties = Object.fromEntries(
    Object.entries(base.properties).filter(([name]) => own.includes(name) || !others.has(name)),
  );
  return { ...base, properties };
}

/** Operations in the sheet that a behaviour answers, and unbound ones of a root such as `reports`. */
function callable(type: string, sheet: EntitySheet | undefined): ReadonlySet<string> {
  const listed = [
    ...(sheet?.actions ?? []),
    ...(sheet?.functions ?? []),
    ...(sheet?.setActions ?? []),
    ...(sheet?.setFunctions ?? []),
  ];
  const bound = listed.filter((name) => Object.hasOwn(behaviours.actions, `${sheet!.name}.${name}`));
  const roots = [...rootOperations.values()]
    .filter(({ name }) => Object.hasOwn(behaviours.actions, name))
    .flatMap(({ path }) => (type === 'reportRoot' && path.startsWith('reports/') ? [path.slice(8)] : []));
  return new Set([...bound, ...roots].map((name) => name.toLowerCase()));
}

function share(names: readonly string[], has: (name: string) => boolean): Share {
  return { of: names.length, missing: names.filter((name) => !has(name)) };
}
