import type { PublishedLimits, Rule } from './limit.ts';
import { ruleFinder } from './rules.ts';

/** What limits look at: a request alone or an item of a batch. */
export interface Asked {
  readonly version: string;
  readonly method: string;
  /** Below the version, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  readonly principal: { readonly appId: string; readonly userId?: string | undefined };
}

/** A request as the limits count it. */
export interface Counted {
  /** The classes of the sheet that it belongs to. */
  readonly classes: readonly string[];
  readonly units: number;
  readonly writes: 0 | 1;
  readonly bytes: number;
  /** The team, mailbox or report that it asks about. */
  readonly resource: string;
}

/** Microsoft: `$top` below this makes a request cheaper. */
const smallPage = 20;
const readMethods = new Set(['GET', 'HEAD']);

export function classifier(published: PublishedLimits): (asked: Asked) => Counted {
  const find = ruleFinder(published.rules);
  return (asked) => {
    const segments = segmentsOf(asked);
    const rule = find(asked.method, segments);
    const reading = readMethods.has(asked.method) || rule?.reads === true;
    return {
      classes: classesOf(asked, segments, rule),
      units: rule === undefined ? 0 : unitsOf(rule, asked.query),
      writes: reading ? 0 : 1,
      bytes: reading ? 0 : Number(asked.headers['content-length'] ?? 0),
      resource: rule?.resource === undefined ? '' : (segments[rule.resource] ?? ''),
    };
  };
}

function classesOf(asked: Asked, segments: readonly string[], rule: Rule | undefined): string[] {
  const classes = ['global'];
  if (rule === undefined) return classes;
  const json = asked.version === 'beta' && /json/i.test(asked.query.get('$format') ?? '');
  classes.push(rule.of === 'usageReports' && json ? 'usageReportsJson' : rule.of);
  if (rule.also !== undefined) classes.push(rule.also);
  if (segments[0] === 'users' && readMethods.has(asked.method) && asksSignInActivity(asked, segments))
    classes.push('signInActivity');
  return classes;
}

function asksSignInActivity({ query }: Asked, segments: readonly string[]): boolean {
  if (query.size === 0) return segments[2] === 'signinactivity';
  const options = `${query.get('$select') ?? ''},${query.get('$filter') ?? ''},${query.get('$orderby') ?? ''}`;
  return segments[2] === 'signinactivity' || /signInActivity/i.test(options);
}

/** Modifiers of the base cost; a cost is never below 1. SharePoint's costs have none. */
function unitsOf(rule: Rule, query: URLSearchParams): number {
  const base = rule.units ?? 1;
  if (rule.of === 'sharepoint') return /permissions/i.test(query.get('$expand') ?? '') ? 5 : base;
  if (query.size === 0) return base;
  if (rule.unitsWithSelect !== undefined && query.has('$select')) return rule.unitsWithSelect;
  const top = query.get('$top');
  return Math.max(
    1,
    base -
      (query.has('$select') ? 1 : 0) +
      (query.has('$expand') ? 1 : 0) -
      (top !== null && Number(top) < smallPage ? 1 : 0),
  );
}

/**
 * In lower case, with keys in parentheses as segments of their own, casts left out and `me` as the user it stands for:
 * "any request cost that applies to me/ also applies to users/{id}/".
 */
export function segmentsOf({ path, principal }: Asked): string[] {
  const segments: string[] = [];
  for (const part of path.toLowerCase().split('/')) {
    if (part === '') continue;
    const open = part.indexOf('(');
    const qualified = part.startsWith(namespace);
    const name = part.slice(qualified ? namespace.length : 0, open < 0 ? undefined : open);
    if (qualified && entityCasts.has(name)) continue;
    if (segments.length === 0 && name === 'me') segments.push('users', principal.userId ?? 'me');
    else segments.push(name);
    // A report's parameters are no key.
    const key = open < 0 ? '' : part.slice(open + 1, -1);
    if (key !== '' && segments[0] !== 'reports') segments.push(key);
  }
  return segments;
}

const namespace = 'microsoft.graph.';
const entityCasts = new Set([
  'user',
  'group',
  'device',
  'serviceprincipal',
  'application',
  'orgcontact',
  'administrativeunit',
  'directoryrole',
]);
