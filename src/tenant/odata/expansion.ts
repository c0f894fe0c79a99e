import { problem } from '#kernel';

import { type EntityName, directoryObjects, isEntityName, sheets } from '../edm/model.ts';

/** One navigation of `$expand`, with the properties that are wanted of what it leads to. */
export interface Expansion {
  readonly navigation: string;
  readonly select: readonly string[] | undefined;
}

/**
 * Reads `manager($select=id,displayName),memberOf`. Graph's directory takes only `$select` inside, `$levels` on the
 * manager apart, which is not emulated. Source: learn.microsoft.com/graph/query-parameters#expand.
 */
export function readExpand(entity: EntityName, text: string | null): readonly Expansion[] {
  if (text === null || text.trim() === '') return [];
  return splitOutside(text).map((part) => {
    const [, name = '', options] = /^\s*([\w.]+)\s*(?:\((.*)\))?\s*$/.exec(part) ?? [];
    const navigation = Object.keys(sheets[entity].navigations ?? {}).find(
      (each) => each.toLowerCase() === name.toLowerCase(),
    );
    if (navigation === undefined)
      throw problem('GraphSelectUnknown', { property: name || part, type: entity });
    return { navigation, select: readOptions(entity, navigation, options) };
  });
}

function readOptions(
  entity: EntityName,
  navigation: string,
  options: string | undefined,
): Expansion['select'] {
  if (options === undefined || options.trim() === '') return undefined;
  const [, names] = /^\s*\$select=([\w.,\s]+)$/i.exec(options) ?? [];
  if (names === undefined) {
    throw problem('GraphNotEmulated', { operation: `$expand=${navigation}(${options})` });
  }
  const wanted = names.split(',').map((name) => name.trim());
  const { to } = sheets[entity].navigations![navigation]!;
  // What may be a user or a group has the properties of either.
  const types: EntityName[] = isEntityName(to) ? [to] : directoryObjects;
  const found = wanted.map((name) =>
    types
      .flatMap((type) => Object.keys(sheets[type].properties))
      .find((each) => each.toLowerCase() === name.toLowerCase()),
  );
  const missing = found.indexOf(undefined);
  if (missing >= 0) throw problem('GraphSelectUnknown', { property: wanted[missing]!, type: to });
  return found as string[];
}

/** At commas that no parenthesis holds. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
