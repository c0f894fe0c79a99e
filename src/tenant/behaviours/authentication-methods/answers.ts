import { problem } from '#kernel';

import type { Context, GraphResponse } from '../../odata/request.ts';
import { shape } from '../../odata/shape.ts';
import type { Row } from '../../state/columns.ts';
import { methodsOf, rowId } from './methods.ts';

/** The stored row of a method, of this type where one is asked for, or Graph's 404. */
export function demandMethod(
  { state }: Pick<Context, 'state'>,
  userId: string,
  methodId: string,
  type?: string,
): Row {
  const row = state.get('authenticationMethod', rowId(userId, methodId));
  if (row === undefined || (type !== undefined && row['odataType'] !== type))
    throw problem('GraphMethodNotFound', { id: methodId });
  return row;
}

export function answerCreated(
  context: Context,
  userId: string,
  collection: string,
  methodId: string,
  shownOnce: Readonly<Record<string, unknown>> = {},
): GraphResponse {
  const row = methodsOf(context, userId).find(({ id }) => id === methodId)!;
  const place = `users('${userId}')/authentication/${collection}`;
  return {
    status: 201,
    headers: { location: `${context.base}/users/${userId}/authentication/${collection}/${methodId}` },
    body: {
      '@odata.context': `${context.base}/$metadata#${place}/$entity`,
      ...shape('authenticationMethod', row, undefined),
      ...shownOnce,
    },
  };
}
