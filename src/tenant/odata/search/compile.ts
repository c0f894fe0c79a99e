import { problem } from '#kernel';

import type { EntityName } from '../../edm/model.ts';
import { indexOf, numbersOf, searchable } from '../../state/search-index.ts';
import { searchedWords } from '../../state/search-words.ts';
import { type Condition, joined, textTest } from '../filter/condition.ts';
import { typeName } from '../filter/literals.ts';
import { exactName, filterable } from '../filter/properties.ts';
import type { SearchNode } from './nodes.ts';

/** Of one clause. */
const mostWords = 50;

export interface SearchPart extends Condition {
  /** In the language of the full-text index, where that alone answers the whole. */
  readonly match: string | undefined;
}

export interface Search extends SearchPart {
  /** Of an `or` of which each part is found in an index of its own. */
  readonly alternatives: readonly SearchPart[];
}

/** What is searched by tokens asks the full-text index; any other property is searched by its beginning. */
export function compileSearch(entity: EntityName, search: SearchNode): Search {
  const match = matchOf(entity, search);
  const condition = conditionOf(entity, search);
  const parts = match === undefined && search.kind === 'or' ? search.parts : [];
  const alternatives = parts.map((part) => ({
    ...conditionOf(entity, part),
    match: matchOf(entity, part),
  }));
  return { ...condition, match, alternatives };
}

function conditionOf(entity: EntityName, of: SearchNode): Condition {
  const match = matchOf(entity, of);
  if (match !== undefined) return { sql: `e.id in (${idsThatMatch(entity)})`, values: [match] };
  if (of.kind !== 'clause')
    return joined(
      of.parts.map((part) => conditionOf(entity, part)),
      of.kind,
    );
  const name = exactName(entity, of.property);
  const { kind, filter = [] } = filterable(entity, name);
  // Source: the same page: "any property that can be used in $filter"; that collections are none of them is a guess.
  if (kind !== 'string' || filter.length === 0) throw refusal(entity, name);
  return textTest(`e."${name}"`, 'startsWith', of.text.trim());
}

export function idsThatMatch(entity: EntityName): string {
  const [index, numbers] = [indexOf(entity), numbersOf(entity)];
  return `select n.id from ${index} as s cross join ${numbers} as n on n.n = s.rowid where s.${index} match ?`;
}

/** Undefined where a part of it is not in the full-text index. */
function matchOf(entity: EntityName, of: SearchNode): string | undefined {
  if (of.kind !== 'clause') {
    const parts = of.parts.map((part) => matchOf(entity, part));
    if (parts.includes(undefined)) return undefined;
    return parts.map((part) => `(${part})`).join(of.kind === 'and' ? ' AND ' : ' OR ');
  }
  const name = exactName(entity, of.property);
  if (!searchable(entity).includes(name)) return undefined;
  const words = searchedWords(of.text).map((word) => `"${word}" *`);
  if (words.length === 0) throw refusal(entity, name);
  if (words.length > mostWords) throw problem('GraphFilterNodes', { most: mostWords });
  return `"${name}" : (${words.join(' AND ')})`;
}

function refusal(entity: EntityName, property: string): Error {
  return problem('GraphSearchProperty', { property, type: typeName(entity) });
}
