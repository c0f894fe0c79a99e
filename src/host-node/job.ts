import { getEventListeners } from 'node:events';

import { type GraphClient, createGraphClient } from '#graph';
import type { WorkerFrame } from '#host-protocol';
import { delay, problem } from '#kernel';
import type { Step } from '#runbook';

import { createAssets } from './assets.ts';
import type { Channel } from './channel.ts';
import { describeError } from './exception.ts';
import { createIdentity } from './identity.ts';
import { type Load, createInline, loadRunbook, runRunbook } from './inline.ts';
import { capturePrinted } from './printed.ts';
import { enterNetwork } from './network.ts';
import type { Requests } from './requests.ts';
import { createRunbooks } from './runbooks.ts';
import { createSteps } from './steps.ts';
import { createStreams } from './streams.ts';
import { createWaits } from './waits.ts';

export type Start = Extract<WorkerFrame, { type: 'start' }>;

const graphResource = 'https://graph.microsoft.com';
/** How long a runbook may tidy up after it was stopped. No call leaves the job any more. */
const gracePeriod = 1_000;

/** One run of one runbook, from the first frame to `ended`. */
export function startJob(
  start: Start,
  load: Load,
  channel: Channel,
  requests: Requests,
): { stop(): void; park(): void } {
  const streams = createStreams(channel);
  const stopping = new AbortController();
  const flushPrinted = capturePrinted(streams);
  let ended = false;

  const end = (error?: unknown, without: 'completed' | 'waiting' = 'completed'): void => {
    if (ended) return;
    flushPrinted();
    ended = true;
    const outcome = stopping.signal.aborted ? 'stopped' : error === undefined ? without : 'failed';
    channel.send({
      type: 'ended',
      outcome,
      ...(outcome === 'failed' ? { exception: describeError(error) } : {}),
    });
    // The worker takes the process down; until then it stays, however little is left to do.
    channel.hold();
  };
  const waits = createWaits(() => {
    requests.close();
    end(undefined, 'waiting');
  });
  const fail = (error: unknown): void => end(error ?? problem('Internal', { detail: String(error) }));

  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('beforeExit', () => {
    // A runbook that waits to be stopped has nothing else to do, and is right.
    if (getEventListeners(stopping.signal, 'abort').length > 0) channel.hold();
    else fail(problem('RunbookNeverEnds'));
  });
  process.on('warning', (warning) => streams.write('Warning', `${warning.name}: ${warning.message}`));
  process.on('exit', (code) => (code === 0 ? end() : fail(problem('RunbookEndedProcess', { code }))));

  async function run(): Promise<void> {
    Object.assign(process.env, start.environment);
    enterNetwork(start.environment);
    const runbook = await loadRunbook(start.artifact, start.runbook, load);
    const identity = createIdentity(start.environment);
    const step = createSteps(start.journal, channel, requests, waits);
    let graph: GraphClient | undefined;
    const contextOf = (params: Record<string, unknown>, stepped = (its: Step) => its) => ({
      params,
      get graph() {
        return (graph ??= createGraphClient({ token: (which) => identity.token(graphResource, which) }));
      },
      step: stepped(step),
      log: streams.log,
      assets: createAssets(requests),
      identity,
      runbooks,
      job: { id: start.jobId, runbook: start.runbook, attempt: start.attempt },
      signal: stopping.signal,
    });
    const runbooks = createRunbooks(requests, waits, createInline(start.environment, load, contextOf));
    const result = await runRunbook(runbook, start.parameters, (params) => {
      channel.send({ type: 'running' });
      return contextOf(params);
    });
    streams.log.output(result);
  }

  run().then(() => end(), fail);
  return {
    park: waits.askedToPark,
    stop() {
      stopping.abort(problem('JobStopped'));
      channel.hold();
      void delay(gracePeriod).then(() => end());
    },
  };
}
