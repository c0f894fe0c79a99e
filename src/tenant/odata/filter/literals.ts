import { isoTime, parseIsoTime, problem } from '#kernel';

import type { EntityName } from '../../edm/model.ts';
import type { Kind } from '../../edm/sheet.ts';
import type { SqlValue } from '../../state/columns.ts';
import type { Literal } from './nodes.ts';

/** A literal as rows of this kind hold it, or Graph's refusal of a value that is of another kind. */
export function bind(entity: EntityName, name: string, kind: Kind, literal: Literal): SqlValue {
  if (literal.is === 'null') return null;
  if (kind === 'boolean' && literal.is === 'boolean') return literal.value ? 1 : 0;
  if (kind === 'int' && literal.is === 'number') return literal.value;
  if (kind === 'time' && literal.is === 'bare') {
    const time = instant(literal.value);
    if (time !== undefined) return time;
  }
  if (kind === 'string' && (literal.is === 'string' || literal.is === 'bare')) return literal.value;
  throw invalidValue(entity, name);
}

/** Of a member of a complex value, whose kind no sheet says. */
export function bindLoosely(literal: Literal): SqlValue {
  if (literal.is === 'null') return null;
  if (literal.is === 'boolean') return literal.value ? 1 : 0;
  return literal.is === 'bare' ? (instant(literal.value) ?? literal.value) : literal.value;
}

/** As rows hold it: UTC to the second, so that texts compare like times. */
function instant(value: string): string | undefined {
  const time = parseIsoTime(value);
  return time === undefined ? undefined : isoTime(time).replace('.000Z', 'Z');
}

export function invalidValue(entity: EntityName, property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: typeName(entity) });
}

export function typeName(entity: EntityName): string {
  return `${entity[0]!.toUpperCase()}${entity.slice(1)}`;
}
