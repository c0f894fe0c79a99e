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

/** The serving side of the worker-link: the port's methods, one route each. */
export function workerLinkRoutes(
  server: FastifyInstance,
  link: WorkerLink,
  workerKey: string,
  versions = linkVersions,
): void {
  const expected = Buffer.from(`Bearer ${workerKey}`);
  server.addHook('onRequest', async (request, reply) => {
    reply.header(versionHeader, sayVersions(versions));
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw problem('LinkKeyWrong');
    commonVersion('controlPlane', versions, request.headers[versionHeader]);
  });
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
    const claimed = await link.claim(claimRequest.parse(request.body), gone.signal);
    return claimed === undefined ? reply.code(204).send() : claimed;
  });
  server.get(linkPaths.artifact, async (request, reply) =>
    reply.type('text/javascript').send(await link.artifact((request.params as { hash: string }).hash)),
  );
  server.get(linkPaths.package, async (request, reply) => {
    const pieces = link.package((request.params as { hash: string }).hash)[Symbol.asyncIterator]();
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
    link
      .follow(worker, (event) => lines.write(`${JSON.stringify(event)}\n`), gone.signal)
      .catch((error: unknown) => request.log.error(error))
      .finally(() => lines.end());
    return reply.type('application/x-ndjson').send(lines);
  });

  write(linkPaths.started, (request) => link.started(attempt(request), started.parse(request.body)));
  server.post(linkPaths.heartbeat, (request) => link.heartbeat(attempt(request)));
  write(linkPaths.streams, (request) =>
    link.appendStreams(attempt(request), streams.parse(request.body).records),
  );
  write(linkPaths.steps, (request) => link.recordStep(attempt(request), stepRecord.parse(request.body)));
  write(linkPaths.calls, (request) => link.appendCalls(attempt(request), calls.parse(request.body).calls));
  server.get(linkPaths.variable, (request) =>
    link.getVariable(attempt(request), name(request)).then((value) => ({ value })),
  );
  write(
    linkPaths.variable,
    (request) => link.setVariable(attempt(request), name(request), value.parse(request.body).value),
    'put',
  );
  server.get(linkPaths.credential, (request) => link.getCredential(attempt(request), name(request)));
  server.get(linkPaths.certificate, (request) => link.getCertificate(attempt(request), name(request)));
  server.get(linkPaths.connection, (request) => link.getConnection(attempt(request), name(request)));
  server.post(linkPaths.token, (request) => link.token(attempt(request), tokenRequest.parse(request.body)));
  write(linkPaths.end, (request) => link.end(attempt(request), jobEnd.parse(request.body)));
  write(linkPaths.suspended, (request) => link.suspended(attempt(request)));
  server.post(linkPaths.startJob, { bodyLimit }, (request) =>
    link.startJob(attempt(request), startJob.parse(request.body)),
  );
  server.post(linkPaths.awaitJobs, (request, reply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return link.awaitJobs(attempt(request), awaitJobs.parse(request.body), gone.signal);
  });
  server.get(linkPaths.jobOutput, (request) =>
    link.jobOutput(attempt(request), z.guid().parse(name(request))),
  );
  write(linkPaths.parked, (request) => link.parked(attempt(request), parking.parse(request.body)));
  write(linkPaths.built, (request) => link.built(attempt(request), buildResult.parse(request.body)));
  write(linkPaths.imported, (request) => link.imported(attempt(request), importResult.parse(request.body)));
  write(linkPaths.environmentBuilt, (request) =>
    link.environmentBuilt(attempt(request), environmentResult.parse(request.body)),
  );
  write(linkPaths.synced, (request) => link.synced(attempt(request), syncResult.parse(request.body)));
  write(linkPaths.release, (request) => link.release(attempt(request), release.parse(request.body).reason));
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
