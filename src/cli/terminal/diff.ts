import type { TenantChange } from '#client';

import type { Painter } from './terminal.ts';
import { count, plain, shorten } from './text.ts';

type Op = TenantChange['op'];

const signs: Readonly<Record<Op, { sign: string; colour: 'green' | 'red' | 'yellow' }>> = {
  added: { sign: '+', colour: 'green' },
  removed: { sign: '−', colour: 'red' },
  changed: { sign: '~', colour: 'yellow' },
};

const longestValue = 100;

/**
 * Changes of a tenant for people: grouped by object, with a sign, a word and a colour for each, so that none of them
 * is needed alone.
 */
export function renderDiff(changes: readonly TenantChange[], options: { paint?: Painter } = {}): string {
  const paint: Painter = options.paint ?? ((_format, text) => text);
  if (changes.length === 0) return 'No differences.';
  const objects = Map.groupBy(changes, ({ type, id }) => `${type} ${id}`);
  const skus = skuNames(changes);
  const blocks = [...objects.values()].map((ofObject) => renderObject(ofObject, paint, skus));
  return [...blocks, `${summary(objects)}`].join('\n\n');
}

/** A licence that is taken changes its SKU's count too, and there it has its name: an id is `{tenant}_{skuId}` in Graph. */
function skuNames(changes: readonly TenantChange[]): ReadonlyMap<string, string> {
  const skus = changes.filter(({ type }) => type === 'subscribedSku');
  return new Map(skus.map(({ id, name }) => [id.slice(id.lastIndexOf('_') + 1), name]));
}

function renderObject(
  changes: readonly TenantChange[],
  paint: Painter,
  skus: ReadonlyMap<string, string>,
): string {
  const op = objectOp(changes);
  const { type, name } = changes[0]!;
  const { sign, colour } = signs[op];
  const heading = `${paint(colour, `${sign} ${plain(type)}`)} ${paint('bold', plain(name))} ${paint('dim', `(${op})`)}`;
  return [heading, ...changes.flatMap((change) => lines(change, paint, skus))].join('\n');
}

/** An object whose properties or links come and go has itself only changed. */
function objectOp(changes: readonly TenantChange[]): Op {
  const whole = changes.find(({ property, link }) => property === undefined && link === undefined);
  return whole?.op ?? 'changed';
}

function lines(change: TenantChange, paint: Painter, skus: ReadonlyMap<string, string>): string[] {
  const line = (op: Op, text: string): string => {
    const { sign, colour } = signs[op];
    return `    ${paint(colour, `${sign} ${text}`)}`;
  };
  const { link, property, before, after } = change;
  if (link !== undefined) {
    return [line(change.op, `${link.nav}: ${plain(link.target.type)} ${plain(link.target.name)}`)];
  }
  if (property === undefined) return [];
  if (Array.isArray(before) || Array.isArray(after)) {
    const [old, now] = [elements(before), elements(after)];
    const parts = [
      ...old.filter((element) => !now.includes(element)).map((element) => ['removed', element] as const),
      ...now.filter((element) => !old.includes(element)).map((element) => ['added', element] as const),
    ];
    if (parts.length > 0)
      return parts.map(([op, element]) => line(op, `${property}: ${named(element, skus)}`));
  }
  if (change.op === 'added') return [line('added', `${property}: ${value(after)}`)];
  if (change.op === 'removed') return [line('removed', `${property}: ${value(before)}`)];
  return [line('changed', `${property}: ${value(before)} → ${value(after)}`)];
}

function elements(list: unknown): string[] {
  return Array.isArray(list) ? list.map((element) => JSON.stringify(element)) : [];
}

function named(element: string, skus: ReadonlyMap<string, string>): string {
  const { skuId } = (JSON.parse(element) ?? {}) as { skuId?: string };
  return shown((skuId === undefined ? undefined : skus.get(skuId)) ?? element);
}

function value(of: unknown): string {
  return shown(JSON.stringify(of) ?? 'null');
}

function shown(json: string): string {
  return shorten(plain(json), longestValue);
}

function summary(objects: ReadonlyMap<string, readonly TenantChange[]>): string {
  const ops = [...objects.values()].map(objectOp);
  const parts = (['changed', 'added', 'removed'] as const)
    .map((op) => [op, ops.filter((one) => one === op).length] as const)
    .filter(([, number]) => number > 0)
    .map(([op, number]) => `${count(number, 'object')} ${op}`);
  return `${parts.join(', ')}.`;
}
