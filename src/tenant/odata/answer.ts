import type { SqlValue } from '../state/columns.ts';
import type { Condition } from './filter/condition.ts';
import type { Context } from './request.ts';

/** Either there at once or, of what another thread reads, later. */
export type Answer<Value> = Value | Promise<Value>;

export function whenThere<Value, Next>(
  value: Answer<Value>,
  go: (value: Value) => Answer<Next>,
): Answer<Next> {
  return value instanceof Promise ? value.then((there) => go(there)) : go(value);
}

/** Of both, once both are there. */
export function whenBoth<One, Other, Next>(
  one: Answer<One>,
  other: Answer<Other>,
  go: (one: One, other: Other) => Next,
): Answer<Next> {
  if (one instanceof Promise || other instanceof Promise)
    return Promise.all([one, other]).then(([first, second]) => go(first, second));
  return go(one, other);
}

type Rows = Record<string, SqlValue>[];

/** Rows of a statement: what an index answers at once, what walks through a large tenant from another thread. */
export function selectRows(
  { state, readers }: Context,
  { sql, values }: Condition,
  cheap: boolean,
): Answer<Rows> {
  if (cheap || readers === undefined || pagesOf(state) < readers.smallestFile)
    return state.select(sql, values);
  return readers.select(sql, values);
}

function pagesOf(state: Context['state']): number {
  return Number(state.select('pragma page_count', [])[0]?.['page_count']);
}
