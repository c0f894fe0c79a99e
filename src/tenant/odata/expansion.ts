import { problem } from '#kernel';

import { type EntityName, directoryObjects, isEntityName, sheets } from '../edm/model.ts';
import { navigationName } from './filter/properties.ts';

/** One navigation of `$expand`, with the properties that are wanted of what it leads to. */
export interface Expansion {
  readonly navigation: string;
  readonly select: readonly string[] | undefined;
  /** How far up a chain of managers: one unless asked. */
  readonly levels: number;
}

const deepest = 1000;

/**
 * Reads `manager($select=id,displayName)`. Of the directory's objects one navigation at a time is expanded, and inside
 * stand only `$select` and, on the manager of one user, `$levels`. Sources: learn.microsoft.com/graph/query-parameters,
 * "expand parameter", …/api/user-list-manager; that other options are refused so is a guess.
 */
export function readExpand(entity: EntityName, text: string | null, single: boolean): readonly Expansion[] {
  if (text === null || text.trim() === '') return [];
  const parts = splitOutside(text, ',');
  if (parts.length > 1 && sheets[entity].directoryObject === true)
    throw problem('GraphExpandMany', { count: parts.length });
  return parts.map((part) => {
    const [, name = '', options] = /^\s*([\w.]+)\s*(?:\(([^]*)\))?\s*$/.exec(part) ?? [];
    const navigation = navigationName(entity, name);
    if (navigation === undefined)
      throw problem('GraphSelectUnknown', { property: name || part, type: entity });
    const given = readInside(entity, navigation, options ?? '');
    const select = given.get('$select');
    return {
      navigation,
      select: select === undefined ? undefined : selected(entity, navigation, select),
      levels: readLevels(entity, navigation, given.get('$levels'), single),
    };
  });
}

function readInside(entity: EntityName, navigation: string, options: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const option of splitOutside(options, ';')) {
    if (option.trim() === '') continue;
    const [, name = '', value = ''] = /^\s*(\$?\w+)\s*=([^]*)$/.exec(option) ?? [];
    const lower = name.startsWith('$') ? name.toLowerCase() : `$${name.toLowerCase()}`;
    if (found.has(lower)) throw problem('GraphOptionTwice', { option: lower });
    if (lower !== '$select' && lower !== '$levels') {
      if (sheets[entity].directoryObject === true) throw problem('GraphQueryUnsupported');
      throw problem('GraphNotEmulated', { operation: `$expand=${navigation}(${option.trim()})` });
    }
    found.set(lower, value);
  }
  return found;
}

function readLevels(
  entity: EntityName,
  navigation: string,
  text: string | undefined,
  single: boolean,
): number {
  if (text === undefined) return 1;
  if (entity !== 'user' || navigation !== 'manager') throw problem('GraphQueryUnsupported');
  if (!single) throw problem('GraphExpandLevels', { id: '{id}' });
  if (text.trim().toLowerCase() === 'max') return deepest;
  const levels = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  if (levels < 1 || levels > deepest)
    throw problem('GraphOptionValue', {
      value: text,
      option: '$levels',
      expected: "The $levels query option requires 'max' or a positive integer of at most 1000.",
    });
  return levels;
}

function selected(entity: EntityName, navigation: string, text: string): readonly string[] {
  const wanted = text.split(',').map((name) => name.trim());
  const { to } = sheets[entity].navigations![navigation]!;
  // What may be a user or a group has the properties of either.
  const types: readonly EntityName[] = isEntityName(to) ? [to] : directoryObjects;
  return wanted.map((name) => {
    const found = types
      .flatMap((type) => Object.keys(sheets[type].properties))
      .find((each) => each.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw problem('GraphSelectUnknown', { property: name, type: to });
    return found;
  });
}

/** At separators that no parenthesis and no quotes hold. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === "'") quoted = !quoted;
    if (!quoted && character === '(') depth += 1;
    if (!quoted && character === ')') depth -= 1;
    if (character === separator && depth === 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
