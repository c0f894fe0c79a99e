import { problem } from '#kernel';

import { knownToGraph } from '../../edm/known/table.ts';
import type { EntityName } from '../../edm/model.ts';
import type { Segment } from './segments.ts';

/** What is real in Graph but not emulated answers 501 and says so; what Graph does not have answers as Graph does. */
export function unknownRoot(segments: readonly Segment[]): Error {
  const [first] = segments;
  if (!knownToGraph(undefined, first!.name)) return problem('GraphSegmentUnknown', { segment: first!.name });
  return problem('GraphNotEmulated', { operation: segments.map(({ name }) => `/${name}`).join('') });
}

export function unknownMember(entity: EntityName, segment: string): Error {
  return knownToGraph(entity, segment)
    ? problem('GraphNotEmulated', { operation: `${entity}/${segment}` })
    : problem('GraphSegmentUnknown', { segment });
}
