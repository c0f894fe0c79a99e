import type { FastifyReply, FastifyRequest } from 'fastify';

import { type Automation, type GuardedResource, type Preconditions, isCollection } from '#automation';
import { problem } from '#kernel';

import { accountPath } from './paths.ts';

/** Of a route: what it does, and ARM's template of its path. */
interface Served {
  readonly method: string;
  readonly path: string;
}

const writes: readonly string[] = ['PUT', 'PATCH', 'DELETE'];
/** Below an account: `variables/:name`. A draft is a part of its runbook, and shares its ETag. */
const ofAccount = new RegExp(
  `^${accountPath}(?:/(\\w+)/:(\\w+)|/(runbooks)/:(runbook)/draft(?:/content)?)?$`,
);

/** What the route is about, when that has an ETag. */
export function guardedResource(
  { path: template }: Pick<Served, 'path'>,
  path: Readonly<Record<string, string>>,
): GuardedResource | undefined {
  const match = ofAccount.exec(template);
  if (match === null) return undefined;
  const account = {
    subscriptionId: path['subscription'] ?? '',
    resourceGroup: path['group'] ?? '',
    name: path['account'] ?? '',
  };
  const collection = (match[1] ?? match[3])?.toLowerCase();
  if (collection === undefined) return { account };
  if (!isCollection(collection)) return undefined;
  return { account, item: { collection, name: path[match[2] ?? match[4] ?? ''] ?? '' } };
}

/**
 * Answers a call under its conditions, and tells the ETag of what it is about. What has no ETag of ours matches none: a client that
 * names one is told so, rather than that its condition counts for nothing.
 */
export async function answerGuarded(
  route: Served,
  request: FastifyRequest,
  reply: FastifyReply,
  { etags }: Automation,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const resource = guardedResource(route, request.params as Readonly<Record<string, string>>);
  const tell = (etag: string | undefined): void => {
    if (etag !== undefined && reply.statusCode < 300 && !reply.hasHeader('etag')) reply.header('etag', etag);
  };
  if (!writes.includes(route.method)) {
    if (resource === undefined || route.method !== 'GET') return work();
    // Read before the answer is: an ETag that is older than it only makes a later write fail.
    const etag = await etags.of(resource);
    const answer = await work();
    tell(etag);
    return answer;
  }
  const conditions = conditionsOf(request);
  if (resource === undefined) {
    if (conditions.ifMatch !== undefined && conditions.ifMatch.trim() !== '*')
      throw problem('PreconditionFailed', { header: 'If-Match' });
    return work();
  }
  const { result, etag } = await etags.guarded(resource, conditions, work);
  tell(etag);
  return result;
}

function conditionsOf({ headers }: FastifyRequest): Preconditions {
  return { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] };
}
