import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';

import { type EntityName, sheets } from './model.ts';
import type { FilterOperator, Property } from './sheet.ts';
import { reasons } from './testing/reasons.ts';

/** Of every sheet, known or new: whoever adds one meets the comments. */
const checked = Object.keys(sheets) as readonly EntityName[];
const interfaces = readInterfaces();

describe('the capability sheet agrees with the comments of the type package, or says why not', () => {
  const needed = new Set<string>();
  for (const entity of checked) {
    for (const [name, property] of Object.entries(sheets[entity].properties)) {
      const comment = interfaces.get(entity)?.get(name);
      if (comment === undefined) continue;
      test(`${entity}.${name}`, () => {
        const said = disagreements(property, comment).map((what) => `${entity}.${name} ${what}`);
        for (const each of said) needed.add(each);
        expect(said.filter((each) => reasons[each] === undefined)).toEqual([]);
      });
    }
  }

  test('comments were found for most properties, so the check can fail', () => {
    expect(interfaces.get('user')?.get('displayName')).toContain('Supports $filter');
    const all = checked.flatMap((entity) =>
      Object.keys(sheets[entity].properties).map((name) => interfaces.get(entity)?.get(name)),
    );
    expect(all.filter((comment) => comment !== undefined).length).toBeGreaterThan(70);
  });

  test('no reason outlives its disagreement', () => {
    expect(Object.keys(reasons).filter((reason) => !needed.has(reason))).toEqual([]);
  });
});

function disagreements(property: Property, comment: string): string[] {
  const found: string[] = [];
  const documented = documentedOperators(comment);
  // A lambda is how every collection is filtered; the comments do not name it.
  const stated = new Set<FilterOperator>((property.filter ?? []).filter((operator) => operator !== 'any'));
  for (const operator of documented) if (!stated.has(operator)) found.push(`lacks ${operator}`);
  for (const operator of stated) if (!documented.has(operator)) found.push(`adds ${operator}`);
  if (/only on \$select/.test(comment) && property.byDefault === true) found.push('is returned by default');
  if (/[Rr]eturned by default/.test(comment) && property.byDefault !== true)
    found.push('is not returned by default');
  if (
    /(^|\. )Read-only\.?( |$|\.)/.test(comment) &&
    !/Read-only for/.test(comment) &&
    property.readOnly !== true
  )
    found.push('is writable');
  const sortable = /\$orderby/i.test(comment);
  if (sortable !== (property.sortable !== undefined))
    found.push(sortable ? 'is not sortable' : 'is sortable');
  return found;
}

function documentedOperators(comment: string): ReadonlySet<FilterOperator> {
  const listed =
    /Supports \$filter \(([^)]*)\)/.exec(comment)?.[1] ??
    /Supports \$filter ([^.]*)\./.exec(comment)?.[1] ??
    '';
  const names: readonly FilterOperator[] = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith', 'endsWith'];
  const found = new Set<FilterOperator>();
  for (const part of listed
    .replace(/eq on null values|\/\$count \w+ \d/g, (text) => (text.startsWith('/') ? 'count' : ''))
    .split(/[\s,]+/)) {
    const operator = names.find((name) => name.toLowerCase() === part.toLowerCase());
    if (operator !== undefined) found.add(operator);
    if (part === 'count') found.add('count');
  }
  return found;
}

/** Property comments by entity, as one line each, with those of the base types. */
function readInterfaces(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const file = createRequire(import.meta.url).resolve(
    '@microsoft/microsoft-graph-types/microsoft-graph.d.ts',
  );
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return new Map(
    checked.map((entity) => {
      const title = `${entity[0]!.toUpperCase()}${entity.slice(1)}`;
      const body =
        new RegExp(`export interface ${title} extends \\w+ \\{\\n(.*?)\\n\\}`, 's').exec(text)?.[1] ?? '';
      const comments = new Map<string, string>();
      for (const [, block, line, name = ''] of body.matchAll(
        /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/|\/\/ ([^\n]*))\s*(\w+)\?:/g,
      )) {
        comments.set(name, (block ?? line ?? '').replace(/\s*\n\s*\*\s*/g, ' ').trim());
      }
      return [entity, comments];
    }),
  );
}
