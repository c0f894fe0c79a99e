import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import { type PageToken, writeSkipToken } from './query.ts';
import type { GraphRequest, GraphResponse, Scope } from './request.ts';
import { navigationOf } from './rows.ts';

/** Of many, in Graph's envelope. */
export function collection(
  request: GraphRequest,
  entity: EntityName,
  value: readonly unknown[],
  scope: Scope | undefined,
  extra: { readonly count?: number | undefined; readonly next?: PageToken | undefined } = {},
): GraphResponse {
  const select = request.query.get('$select');
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/$metadata#${placeOf(entity, scope)}${select === null ? '' : `(${select})`}`,
      ...(extra.count !== undefined && { '@odata.count': extra.count }),
      ...(extra.next !== undefined && { '@odata.nextLink': nextLink(request, extra.next) }),
      value,
    },
  };
}

function placeOf(entity: EntityName, scope: Scope | undefined): string {
  if (scope === undefined) return sheets[entity].set ?? entity;
  return isEntityName(navigationOf(scope).to)
    ? `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`
    : 'directoryObjects';
}

function nextLink(request: GraphRequest, token: PageToken): string {
  const query = new URLSearchParams(request.query);
  query.delete('$skip');
  query.set('$skiptoken', writeSkipToken(token));
  // Graph writes the dollar as it is.
  return `${request.base}${request.path}?${query.toString().replaceAll('%24', '$')}`;
}
