import type { Rule } from './limit.ts';

interface Node {
  readonly named: Map<string, Node>;
  any: Node | undefined;
  readonly ends: Numbered[];
  /** `**`: this and all below. */
  readonly rest: Numbered[];
}

interface Numbered {
  readonly rule: Rule;
  readonly order: number;
}

/** Finds the first rule of a sheet that a request fits. */
export type RuleFinder = (method: string, segments: readonly string[]) => Rule | undefined;

/** A tree over the segments: a request walks a few nodes, however long the sheet is. */
export function ruleFinder(rules: readonly Rule[]): RuleFinder {
  const root = node();
  for (const [order, rule] of rules.entries()) {
    let at = root;
    const segments = rule.path.split('/').filter((part) => part !== '');
    const open = segments.at(-1) === '**';
    for (const name of open ? segments.slice(0, -1) : segments) at = below(at, name);
    (open ? at.rest : at.ends).push({ rule, order });
  }
  return (method, segments) => walk(root, method, segments, 0)?.rule;
}

function node(): Node {
  return { named: new Map(), any: undefined, ends: [], rest: [] };
}

function below(at: Node, name: string): Node {
  if (name === '*') return (at.any ??= node());
  const known = at.named.get(name);
  if (known !== undefined) return known;
  const made = node();
  at.named.set(name, made);
  return made;
}

function walk(
  at: Node | undefined,
  method: string,
  segments: readonly string[],
  depth: number,
): Numbered | undefined {
  if (at === undefined) return undefined;
  const here = fitting(at.rest, method);
  if (depth === segments.length) return earlier(here, fitting(at.ends, method));
  const named = walk(at.named.get(segments[depth]!), method, segments, depth + 1);
  return earlier(here, earlier(named, walk(at.any, method, segments, depth + 1)));
}

function fitting(rules: readonly Numbered[], method: string): Numbered | undefined {
  return rules.find(({ rule }) => rule.methods === undefined || rule.methods.includes(method));
}

function earlier(one: Numbered | undefined, other: Numbered | undefined): Numbered | undefined {
  if (one === undefined) return other;
  return other === undefined || one.order < other.order ? one : other;
}
