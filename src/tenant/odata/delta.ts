import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import { demandOptions, optionsOf, readDeltaOptions, readDeltaSelect } from './delta-options.ts';
import { readEverything } from './delta-everything.ts';
import { readChangesOf } from './delta-changes.ts';
import { type DeltaPage, type DeltaToken, here, readToken, standing, writeToken } from './delta-token.ts';
import { graphError } from './graph-error.ts';
import type { Context, GraphRequest, GraphResponse } from './request.ts';

/**
 * `GET /users/delta` and its like: first everything that there is, in pages; afterwards what became of it since, from
 * the log of changes. Tokens hold all that is needed to go on. `set` is `users`, `directoryObjects`, …; `types` are the
 * entities behind it. Source: learn.microsoft.com/graph/delta-query-overview.
 */
export function readDelta(
  context: Context,
  request: GraphRequest,
  set: string,
  types: readonly EntityName[],
): GraphResponse {
  const given = optionsOf(request);
  demandOptions(given);
  const text = given.get('$skiptoken') ?? given.get('$deltatoken') ?? '';
  if (text === '' || text === 'latest') {
    const token = begin(context, set, types, given);
    if (text === 'latest')
      return answer(context, token, { value: [], next: undefined, known: token.sequence });
    return answer(context, token, readEverything(context.state, token, set), given.get('$select'));
  }
  return goOn(context, request, set, text, given.get('$select'));
}

function begin(
  context: Context,
  set: string,
  types: readonly EntityName[],
  given: ReadonlyMap<string, string>,
): DeltaToken {
  const options = readDeltaOptions(types, given);
  return { of: set, ...here(context.state), issued: context.clock.now(), options };
}

function goOn(
  context: Context,
  request: GraphRequest,
  set: string,
  text: string,
  select: string | undefined,
): GraphResponse {
  const { state, clock } = context;
  const before = readToken(state, text, set);
  const standingOf = standing(state, before, clock.now());
  if (standingOf === 'expired') throw problem('GraphDeltaExpired');
  if (standingOf === 'unknown') return startAgain(context, set);
  const token =
    select === undefined
      ? before
      : {
          ...before,
          options: { ...before.options, select: readDeltaSelect(before.options.types, select) },
        };
  if (token.full !== undefined) return answer(context, token, readEverything(state, token, set));
  const minimal = /(^|[,;\s])return=minimal\b/i.test(String(request.headers['prefer'] ?? ''));
  const told = answer(context, token, readChangesOf(state, token, set, minimal));
  return minimal ? { ...told, headers: { 'preference-applied': 'return=minimal' } } : told;
}

/** Source: learn.microsoft.com/graph/delta-query-overview#synchronization-reset. */
function startAgain(context: Context, set: string): GraphResponse {
  return {
    ...graphError(problem('GraphDeltaReset'), context.clock),
    headers: { location: `${context.base}/${set}/delta?$deltatoken=` },
  };
}

function answer(
  { state, base, clock }: Context,
  token: DeltaToken,
  page: DeltaPage,
  select?: string,
): GraphResponse {
  const { of, options } = token;
  const issued = clock.now();
  const link =
    page.next === undefined
      ? {
          '@odata.deltaLink': `${base}/${of}/delta?$deltatoken=${writeToken(state, {
            of,
            log: here(state).log,
            sequence: page.known,
            issued,
            options,
          })}`,
        }
      : {
          '@odata.nextLink': `${base}/${of}/delta?$skiptoken=${writeToken(state, {
            of,
            log: token.log,
            ...page.next,
            issued,
            options,
          })}`,
        };
  const suffix = select === undefined ? '' : `(${select})`;
  return {
    status: 200,
    body: { '@odata.context': `${base}/$metadata#${of}${suffix}`, ...link, value: page.value },
  };
}
