import type { Duplex } from 'node:stream';

import type { Dispatcher } from 'undici';
import type { z } from 'zod';

import { type Logger, delay, isProblem, problem } from '#kernel';

import {
  type AttemptRef,
  type StreamRecord,
  certificate,
  claim,
  connection,
  credential,
  eventPingMilliseconds,
  heartbeatAnswer,
  linkEvent,
  linkPaths,
  longestReason,
  tokenAnswer,
  variableAnswer,
} from './protocol.ts';
import { awaitedJobs, jobOutput, startedJob } from './other-runbooks.ts';
import { joinPaths, renewAnswer } from './joining.ts';
import { type LinkAddress, createLinkTransport } from './link-transport.ts';
import { columnsOf } from './record-columns.ts';
import { refusal } from './refusal.ts';
import type { RelayTarget } from './relay.ts';
import { createTunnels } from './tunnels.ts';
import { type LinkVersions, commonVersion, linkVersions, sayVersions, versionHeader } from './versions.ts';
import type { WorkerLink } from './worker-link.ts';

export interface LinkClientOptions {
  readonly address: LinkAddress;
  /** Of the workers of this machine. Others are known by their certificates. */
  readonly workerKey?: string;
  /** Which versions of the protocol this worker speaks; those of this release unless said otherwise. */
  readonly versions?: LinkVersions;
  /** Of Tenantry, told with each call: after an upgrade it is another one. */
  readonly release?: string;
  readonly logger: Logger;
  /** The control plane does not know this worker any more. */
  readonly onRefused?: (error: Error) => void;
}

export interface LinkClient extends WorkerLink {
  /** From now on with the key and the certificate that the address gives now. */
  reconnect(): void;
  /** Has the next key of this worker signed: PEM for PEM. */
  renew(csrPem: string): Promise<string>;
  /**
   * A tunnel to what listens on the control plane's machine alone; asked for until the signal. Rejects with `RelayRefused`,
   * `RelayUnreachable`, `HybridWorkerRefused`, or `LinkClosed` when it was given up.
   */
  relay(target: RelayTarget, signal: AbortSignal): Promise<Duplex>;
  close(): Promise<void>;
}

const firstPause = 25;
const longestPause = 1_000;
/** A network that swallows everything says nothing: whoever does not answer for so long is asked again. */
const patience = 15_000;

/**
 * The worker-link over HTTP. While the control plane is away every call waits and tries again: all of them may be
 * repeated, since the attempt's number and the records' own numbers make a second delivery harmless.
 */
export function createLinkClient(options: LinkClientOptions): LinkClient {
  const { address, workerKey, logger, onRefused, versions = linkVersions } = options;
  const transport = createLinkTransport(address);
  const said = sayVersions(versions);
  const known: Readonly<Record<string, string>> = {
    ...(workerKey !== undefined && { authorization: `Bearer ${workerKey}` }),
    [versionHeader]: said,
    ...(options.release !== undefined && { 'user-agent': `tenantry/${options.release}` }),
  };
  const jsonHeaders = { ...known, 'content-type': 'application/json' };
  const closing = new AbortController();
  let knowsFollowing = true;

  /** An older control plane does not look, so the worker does. @throws LinkVersionUnsupported */
  function demandCommon(answer: Dispatcher.ResponseData): void {
    const theirs = answer.headers[versionHeader];
    if (theirs === said) return;
    try {
      commonVersion('worker', versions, theirs);
    } catch (error) {
      answer.body.dump().catch(() => {});
      throw error;
    }
  }

  async function send(
    method: Dispatcher.HttpMethod,
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<{ status: number; text: string }> {
    const { waitMilliseconds = 0 } = (body ?? {}) as { readonly waitMilliseconds?: number };
    const answer = await transport.request({
      path,
      method,
      headersTimeout: waitMilliseconds + patience,
      headers: body === undefined ? known : jsonHeaders,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
    demandCommon(answer);
    if (answer.statusCode !== 204) return { status: answer.statusCode, text: await answer.body.text() };
    await answer.body.dump();
    return { status: 204, text: '' };
  }

  function refused(status: number, text: string): Error {
    const error = refusal(status, text);
    if (error.code === 'HybridWorkerRefused') onRefused?.(error);
    return error;
  }

  /** Tries until the control plane answered with something final. */
  async function call(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        const { status, text } = await send(method, path, body, signal);
        if (status === 204) return undefined;
        if (status < 300) return text;
        if (status !== 503) throw refused(status, text);
      } catch (error) {
        if (closing.signal.aborted || signal?.aborted === true) throw problem('LinkClosed', {}, error);
        if (isProblem(error)) throw error;
        logger.debug('the control plane did not answer; trying again', { path, error });
      }
      await delay(pause, signal ?? closing.signal);
    }
  }

  const at = (path: string, attempt: AttemptRef, name?: string): string =>
    path
      .replace(':jobId', attempt.jobId)
      .replace(':number', String(attempt.number))
      .replace(':name', encodeURIComponent(name ?? ''));

  async function ask<Schema extends z.ZodType>(
    schema: Schema,
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    return schema.parse(JSON.parse((await call(method, path, body, signal)) ?? 'null'));
  }
  const tell = async (path: string, body: unknown, method: Dispatcher.HttpMethod = 'POST'): Promise<void> => {
    await call(method, path, body);
  };

  /** A control plane of an earlier release has no such path, and would keep what comes too early. */
  async function tellFollowing(attempt: AttemptRef, records: readonly StreamRecord[]): Promise<void> {
    const tooEarly = (): Error =>
      problem('RecordsTooEarly', { job: attempt.jobId, number: records[0]?.sequence ?? 0 });
    const columns = columnsOf(records);
    if (!knowsFollowing || columns === undefined) throw tooEarly();
    await tell(at(linkPaths.followingStreams, attempt), columns).catch((error: unknown) => {
      if (!isProblem(error, 'RouteNotFound')) throw error;
      knowsFollowing = false;
      throw tooEarly();
    });
  }

  async function packageBody(hash: string): Promise<AsyncIterable<Uint8Array>> {
    const answer = await transport.request({
      path: linkPaths.package.replace(':hash', hash),
      method: 'GET',
      headers: known,
      signal: closing.signal,
      headersTimeout: patience,
      bodyTimeout: patience,
    });
    if (answer.statusCode !== 200) throw refused(answer.statusCode, await answer.body.text());
    return answer.body;
  }

  return {
    async claim(wanted, signal) {
      const both = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      const text = await call('POST', linkPaths.claim, wanted, both).catch((error: unknown) => {
        if (both.aborted) return undefined;
        throw error;
      });
      return text === undefined ? undefined : claim.parse(JSON.parse(text));
    },
    artifact: async (hash) => (await call('GET', linkPaths.artifact.replace(':hash', hash))) ?? '',
    async *package(hash) {
      let taken = 0;
      for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
        try {
          let passed = 0;
          // The same hash is the same bytes: after a break what came already is passed over.
          for await (const piece of await packageBody(hash)) {
            const rest = piece.subarray(Math.max(0, taken - passed));
            passed += piece.length;
            if (rest.length === 0) continue;
            taken += rest.length;
            yield rest;
          }
          return;
        } catch (error) {
          if (closing.signal.aborted) throw problem('LinkClosed', {}, error);
          if (isProblem(error) && error.status !== 503) throw error;
          logger.debug('a package broke off; going on', { hash, error });
        }
        await delay(pause, closing.signal);
      }
    },
    started: (attempt, started) => tell(at(linkPaths.started, attempt), started),
    heartbeat: (attempt) => ask(heartbeatAnswer, 'POST', at(linkPaths.heartbeat, attempt), {}),
    appendStreams: (attempt, records, following) =>
      following === undefined
        ? tell(at(linkPaths.streams, attempt), { records })
        : tellFollowing(attempt, records),
    recordStep: (attempt, step) => tell(at(linkPaths.steps, attempt), step),
    appendCalls: (attempt, calls) => tell(at(linkPaths.calls, attempt), { calls }),
    getVariable: async (attempt, name) =>
      (await ask(variableAnswer, 'GET', at(linkPaths.variable, attempt, name))).value,
    setVariable: (attempt, name, value) => tell(at(linkPaths.variable, attempt, name), { value }, 'PUT'),
    getCredential: (attempt, name) => ask(credential, 'GET', at(linkPaths.credential, attempt, name)),
    getCertificate: (attempt, name) => ask(certificate, 'GET', at(linkPaths.certificate, attempt, name)),
    getConnection: (attempt, name) => ask(connection, 'GET', at(linkPaths.connection, attempt, name)),
    token: (attempt, wanted) => ask(tokenAnswer, 'POST', at(linkPaths.token, attempt), wanted),
    end: (attempt, end) => tell(at(linkPaths.end, attempt), end),
    suspended: (attempt) => tell(at(linkPaths.suspended, attempt), {}),
    startJob: (attempt, wanted) => ask(startedJob, 'POST', at(linkPaths.startJob, attempt), wanted),
    awaitJobs: (attempt, wanted, signal) =>
      ask(awaitedJobs, 'POST', at(linkPaths.awaitJobs, attempt), wanted, signal),
    jobOutput: (attempt, jobId) => ask(jobOutput, 'GET', at(linkPaths.jobOutput, attempt, jobId)),
    parked: (attempt, parking) => tell(at(linkPaths.parked, attempt), parking),
    built: (attempt, result) => tell(at(linkPaths.built, attempt), result),
    imported: (attempt, result) => tell(at(linkPaths.imported, attempt), result),
    synced: (attempt, result) => tell(at(linkPaths.synced, attempt), result),
    environmentBuilt: (attempt, result) => tell(at(linkPaths.environmentBuilt, attempt), result),
    release: (attempt, reason) =>
      tell(at(linkPaths.release, attempt), { reason: reason.slice(0, longestReason) }),
    async follow(worker, handle, signal) {
      const both = AbortSignal.any([signal, closing.signal]);
      for (let pause = firstPause; !both.aborted; pause = Math.min(pause * 2, longestPause)) {
        try {
          const answer = await transport.request({
            path: `${linkPaths.events}?worker=${encodeURIComponent(worker)}`,
            method: 'GET',
            headers: known,
            signal: AbortSignal.any([both, transport.current]),
            headersTimeout: patience,
            bodyTimeout: 3 * eventPingMilliseconds,
          });
          demandCommon(answer);
          if (answer.statusCode !== 200) throw refused(answer.statusCode, await answer.body.text());
          pause = firstPause;
          for await (const line of lines(answer.body)) {
            const { data: event } = linkEvent.safeParse(JSON.parse(line));
            // An event of a later version means nothing here.
            if (event !== undefined) handle(event);
          }
        } catch (error) {
          if (!both.aborted) logger.debug('the event stream broke; following again', { error });
        }
        await delay(pause, both);
      }
    },
    renew: async (csr) => (await ask(renewAnswer, 'POST', joinPaths.renew, { csr })).certificate,
    reconnect: transport.reconnect,
    relay: createTunnels({
      transport,
      headers: known,
      logger,
      closing: closing.signal,
      patience,
      firstPause,
      longestPause,
    }),
    async close() {
      closing.abort();
      await transport.close();
    },
  };
}

async function* lines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part !== '');
  }
}
