import { timingSafeEqual } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { TenantryError, problem } from '#kernel';
import {
  type AttemptRef,
  type LinkRefusal,
  type WorkerLink,
  attemptRef,
  awaitJobs,
  buildResult,
  callRecord,
  claimRequest,
  commonVersion,
  environmentResult,
  eventPingMilliseconds,
  importResult,
  jobEnd,
  linkPaths,
  linkVersions,
  longestReason,
  parking,
  recordColumns,
  recordsOf,
  sayVersions,
  startJob,
  started,
  stepRecord,
  streamRecord,
  syncResult,
  tokenRequest,
  versionHeader,
} from '#worker-link';

const streams = z.object({ records: z.array(streamRecord).max(10_000) });
const calls = z.object({ calls: z.array(callRecord).max(10_000) });
const value = z.object({ value: z.unknown() });
/** What the database can look up. */
const attemptPath = attemptRef.extend({
  jobId: z.guid(),
  number: z.coerce.number().pipe(z.int32().positive()),
});
const release = z.object({ reason: z.string().max(longestReason) });

const bodyLimit = 32 * 1024 * 1024;

/** Who may ask, found out before anything of the request is read: its link, or a refusal. */
export type Admit = (request: FastifyRequest) => Promise<{ readonly link: WorkerLink }>;

/** Workers of this machine: whoever has the key. */
export function admitByKey(link: WorkerLink, workerKey: string): Admit {
  const expected = Buffer.from(`Bearer ${workerKey}`);
  return async (request) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw problem('LinkKeyWrong');
    return { link };
  };
}

/** The serving side of the worker-link: the port's methods, one route each. */
export function workerLinkRoutes(server: FastifyInstance, admit: Admit, versions = linkVersions): void {
  const links = new WeakMap<FastifyRequest, WorkerLink>();
  server.addHook('onRequest', async (request, reply) => {
    reply.header(versionHeader, sayVersions(versions));
    links.set(request, (await admit(request)).link);
    commonVersion('controlPlane', versions, request.headers[versionHeader]);
  });
  const linkOf = (request: FastifyRequest): WorkerLink => {
    const link = links.get(request);
    if (link === undefined) throw problem('LinkKeyWrong');
    return link;
  };
  const attempt = (request: FastifyRequest): AttemptRef => attemptPath.parse(request.params);
  const name = (request: FastifyRequest): string => (request.params as { name: string }).name;
  /** A write without an answer of its own. */
  const write = (
    path: string,
    act: (request: FastifyRequest) => Promise<void>,
    method: 'post' | 'put' = 'post',
  ): void => {
    server[method](path, { bodyLimit }, async (request, reply) => {
      await act(request);
      return reply.code(204).send();
    });
  };

  server.post(linkPaths.claim, async (request, reply) => {
    const gone = new AbortController();
    // A worker that hung up must not be given work.
    reply.raw.once('close', () => gone.abort());
    const claimed = await linkOf(request).claim(claimRequest.parse(request.body), gone.signal);
    return claimed === undefined ? reply.code(204).send() : claimed;
  });
  server.get(linkPaths.artifact, async (request, reply) =>
    reply
      .type('text/javascript')
      .send(await linkOf(request).artifact((request.params as { hash: string }).hash)),
  );
  server.get(linkPaths.package, async (request, reply) => {
    const { hash } = request.params as { hash: string };
    const pieces = linkOf(request).package(hash)[Symbol.asyncIterator]();
    // Asked for before the answer begins: what is not there is refused like anything else.
    const first = await pieces.next();
    const content = Readable.from(first.done === true ? [] : continued(first.value, pieces), {
      objectMode: false,
    });
    return reply.type('application/octet-stream').send(content);
  });
  server.get(linkPaths.events, (request, reply) => {
    const { worker = '' } = request.query as { worker?: string };
    const lines = new PassThrough();
    const gone = new AbortController();
    const ping = setInterval(() => lines.write('{"event":"ping"}\n'), eventPingMilliseconds);
    reply.raw.once('close', () => {
      clearInterval(ping);
      gone.abort();
    });
    linkOf(request)
      .follow(worker, (event) => lines.write(`${JSON.stringify(event)}\n`), gone.signal)
      .catch((error: unknown) => request.log.error(error))
      .finally(() => lines.end());
    return reply.type('application/x-ndjson').send(lines);
  });

  write(linkPaths.started, (request) =>
    linkOf(request).started(attempt(request), started.parse(request.body)),
  );
  server.post(linkPaths.heartbeat, (request) => linkOf(request).heartbeat(attempt(request)));
  write(linkPaths.streams, (request) =>
    linkOf(request).appendStreams(attempt(request), streams.parse(request.body).records),
  );
  write(linkPaths.followingStreams, (request) =>
    linkOf(request).appendStreams(
      attempt(request),
      recordsOf(recordColumns.parse(request.body)),
      'following',
    ),
  );
  write(linkPaths.steps, (request) =>
    linkOf(request).recordStep(attempt(request), stepRecord.parse(request.body)),
  );
  write(linkPaths.calls, (request) =>
    linkOf(request).appendCalls(attempt(request), calls.parse(request.body).calls),
  );
  server.get(linkPaths.variable, (request) =>
    linkOf(request)
      .getVariable(attempt(request), name(request))
      .then((value) => ({ value })),
  );
  write(
    linkPaths.variable,
    (request) =>
      linkOf(request).setVariable(attempt(request), name(request), value.parse(request.body).value),
    'put',
  );
  server.get(linkPaths.credential, (request) =>
    linkOf(request).getCredential(attempt(request), name(request)),
  );
  server.get(linkPaths.certificate, (request) =>
    linkOf(request).getCertificate(attempt(request), name(request)),
  );
  server.get(linkPaths.connection, (request) =>
    linkOf(request).getConnection(attempt(request), name(request)),
  );
  server.post(linkPaths.token, (request) =>
    linkOf(request).token(attempt(request), tokenRequest.parse(request.body)),
  );
  write(linkPaths.end, (request) => linkOf(request).end(attempt(request), jobEnd.parse(request.body)));
  write(linkPaths.suspended, (request) => linkOf(request).suspended(attempt(request)));
  server.post(linkPaths.startJob, { bodyLimit }, (request) =>
    linkOf(request).startJob(attempt(request), startJob.parse(request.body)),
  );
  server.post(linkPaths.awaitJobs, (request, reply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return linkOf(request).awaitJobs(attempt(request), awaitJobs.parse(request.body), gone.signal);
  });
  server.get(linkPaths.jobOutput, (request) =>
    linkOf(request).jobOutput(attempt(request), z.guid().parse(name(request))),
  );
  write(linkPaths.parked, (request) => linkOf(request).parked(attempt(request), parking.parse(request.body)));
  write(linkPaths.built, (request) =>
    linkOf(request).built(attempt(request), buildResult.parse(request.body)),
  );
  write(linkPaths.imported, (request) =>
    linkOf(request).imported(attempt(request), importResult.parse(request.body)),
  );
  write(linkPaths.environmentBuilt, (request) =>
    linkOf(request).environmentBuilt(attempt(request), environmentResult.parse(request.body)),
  );
  write(linkPaths.synced, (request) =>
    linkOf(request).synced(attempt(request), syncResult.parse(request.body)),
  );
  write(linkPaths.release, (request) =>
    linkOf(request).release(attempt(request), release.parse(request.body).reason),
  );
}

/** As the worker's side of the protocol reads them. */
export function answerLinkRefusals(server: FastifyInstance): void {
  const refuse = (reply: FastifyReply, { code, status, advice, values }: TenantryError): FastifyReply =>
    reply.code(status).send({ error: { code, message: advice, values } } satisfies LinkRefusal);
  server.setErrorHandler((error, request, reply) => {
    const known = error instanceof TenantryError ? error : inputProblem(error);
    if (known.status >= 500) request.log.error(error);
    return refuse(reply, known);
  });
  server.setNotFoundHandler((request, reply) =>
    refuse(reply, problem('RouteNotFound', { path: request.url })),
  );
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function inputProblem(error: unknown): TenantryError {
  if (error instanceof z.ZodError) return problem('InvalidInput', { detail: z.prettifyError(error) }, error);
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode < 500)
    return problem('InvalidInput', { detail: message ?? 'bad request' }, error);
  return problem('Internal', { detail: 'worker link' }, error);
}
