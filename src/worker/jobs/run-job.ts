import type { HostFrame } from '#host-protocol';
import { delay, isProblem, monotonicNow, problem } from '#kernel';
import { createRedactor } from '#redaction';
import type { AttemptRef, CallRecord, JobClaim, JobEnd, Parking } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import type { Exit } from '../hosts/process-facts.ts';
import type { Place } from '../places.ts';
import { createAnswers } from './answers.ts';
import { createAttemptWrites } from './attempt-writes.ts';
import { createChildren } from './children.ts';
import type { Checkpoint, RunContext } from './context.ts';
import { type Conclusion, concludeDeath, concludeEnd } from './conclusion.ts';
import { createJobStreams } from './job-streams.ts';
import { keepAlive } from './keep-alive.ts';
import {
  createSession,
  environmentOf,
  isolationOf,
  placeInline,
  placeModules,
  secretsOf,
} from './session.ts';
import { createShipment } from './shipment.ts';

export interface JobRun {
  readonly attempt: AttemptRef;
  /** Somebody stops the job: its calls are cut at once, its process gets a moment to tidy up. */
  stop(): void;
  /** Somebody suspends the job: it goes on to its next checkpoint. */
  suspend(): void;
  /** The attempt no longer counts, or the worker leaves: the process is ended and nothing more is written. */
  abandon(): void;
  /** Never rejects. False: the attempt has no end yet, because it was abandoned. */
  readonly done: Promise<boolean>;
}

/** How long a stopped process may live on. The host itself gives up after one second, unless it cannot even do that. */
const hardStop = 5_000;

/** Runs one attempt of a job in the host, up to its end or its release for the next attempt. */
export function runJob(
  claim: JobClaim,
  host: Host,
  context: RunContext,
  place: Place,
  confirmedAt?: number,
): JobRun {
  const { attempt, leaseSeconds } = claim;
  const { link, clock } = context;
  const logger = context.logger.with({ job: attempt.jobId, attempt: attempt.number });
  const beganAt = monotonicNow();
  const redactor = createRedactor([
    ...secretsOf(host.port.environment),
    ...(claim.secretParameters ?? []).map((name) => claim.parameters[name] ?? ''),
  ]);
  const ended = Promise.withResolvers<Extract<HostFrame, { type: 'ended' }> | { readonly broken: string }>();
  const over = new AbortController();
  let state: 'running' | 'stopping' | 'abandoned' = 'running';

  const writes = createAttemptWrites(attempt, logger, abandon);
  const streams = createJobStreams({ attempt, link, writes, redactor, clock, onSent: relieve });
  const calls = createShipment<CallRecord>({
    send: (batch) => writes.persist(() => link.appendCalls(attempt, batch)),
  });
  const addCall = (call: CallRecord): void => calls.add(call, call.pathTemplate.length + 200);
  const flush = async (): Promise<void> => void (await Promise.all([streams.flush(), calls.flush()]));
  const reach = async (name: Checkpoint, step?: string): Promise<void> =>
    context.checkpoint?.(name, { attempt, hostPid: host.pid, ...(step === undefined ? {} : { step }) });
  const children = createChildren(context, {
    attempt,
    writes,
    place,
    onLongWait: () => state === 'running' && host.send({ type: 'park' }),
    signal: over.signal,
  });
  const answer = createAnswers(context, { attempt, host, writes, redactor, children, flush, reach });
  const heartbeat = keepAlive({
    attempt,
    leaseSeconds,
    confirmedAt,
    context,
    onStop: stop,
    onSuspend: suspend,
    canHold: context.isolation.boundary === 'bubblewrap',
    onLost: abandon,
    peakMemory: host.peakMemory,
  });

  function hear(frame: HostFrame | { readonly broken: string }): void {
    // A secret that it brings blanks what comes after it.
    if (!('type' in frame) || frame.type !== 'stream') streams.sift();
    if ('broken' in frame) return ended.resolve(frame);
    switch (frame.type) {
      case 'running':
        void reach('running');
        // Starting the next host holds this thread up, and the runbook's first records are on their way.
        return void setImmediate(() => context.onRunning(host.language));
      case 'stream':
        streams.add(frame);
        if (streams.fullness > 1) host.pause();
        return;
      case 'stepBegan':
        return void reach('inside-step', frame.name);
      case 'stepEnded':
      case 'assetGet':
      case 'assetSet':
      case 'jobStart':
      case 'jobWait':
      case 'jobOutput':
        return void answer(frame);
      case 'ended':
        return ended.resolve(frame);
      case 'ready':
      case 'stepSkipped':
        return logger.debug('host', { frame });
    }
  }

  function relieve(): void {
    if (streams.fullness < 0.5) host.resume();
  }

  function stop(): void {
    if (state !== 'running') return;
    state = 'stopping';
    // First of all: whatever the process still tries, none of it gets out.
    host.port.cut();
    host.send({ type: 'stop' });
    void Promise.race([delay(hardStop, over.signal), ended.promise]).then(() => host.destroy());
  }

  function suspend(): void {
    if (state === 'running') host.send({ type: 'suspend' });
  }

  function abandon(): void {
    if (state === 'abandoned') return;
    state = 'abandoned';
    writes.close();
    void host.destroy();
  }

  async function run(): Promise<boolean> {
    await reach('claimed');
    host.port.assign(
      createSession(claim, context, redactor, addCall, {
        onPoll: place.pause,
        mayCall: heartbeat.mayCall,
      }),
    );
    host.hear(hear);
    streams.addRaw('Output', host.raw.stdout);
    streams.addRaw('Error', host.raw.stderr);
    const file = `${claim.runbook.name.replaceAll(/[^\w-]/g, '-')}${host.language.artifactEnding}`;
    const artifact = host.place(file, await context.artifacts.get(claim.runbook.artifactHash));
    const environment = {
      ...environmentOf(claim, host),
      ...(await placeModules(claim, host, context)),
      ...(await placeInline(claim, host, context)),
    };
    await host.handOver();
    host.send({
      type: 'start',
      jobId: attempt.jobId,
      attempt: attempt.number,
      runbook: claim.runbook.name,
      artifact,
      parameters: claim.parameters,
      environment,
      journal: claim.journal,
    });
    const started = writes.persist(() =>
      link.started(attempt, { isolation: isolationOf(context.isolation, host), engine: host.engine }),
    );
    // It is awaited below; a host that dies first must not make its refusal an unhandled one.
    started.catch(() => {});

    const how = await Promise.race([ended.promise, host.gone]);
    const stopped = state === 'stopping';
    const parking = children.parking();
    const peak = host.peakMemory() ?? heartbeat.peakMemory();
    const exit = await host.destroy();
    if (state === 'abandoned') return false;
    await started;
    await flush();
    const conclusion = stopped ? { end: { status: 'Stopped' as const } } : conclusionOf(how, exit);
    await conclude(conclusion, parking, peak);
    return true;
  }

  function conclusionOf(how: Awaited<typeof ended.promise> | Exit, exit: Exit): Conclusion {
    if ('type' in how || 'broken' in how) return concludeEnd(how);
    return concludeDeath(attempt.jobId, exit, context.deaths);
  }

  async function conclude(
    conclusion: Conclusion,
    parking: Parking,
    peakMemoryBytes: number | undefined,
  ): Promise<void> {
    await reach('before-end');
    if ('suspended' in conclusion) {
      context.deaths.delete(attempt.jobId);
      return writes.persist(() => link.suspended(attempt));
    }
    if ('waiting' in conclusion) {
      context.deaths.delete(attempt.jobId);
      return writes.persist(() => link.parked(attempt, parking));
    }
    if ('release' in conclusion)
      return writes.persist(() => link.release(attempt, redactor.redact(conclusion.release)));
    context.deaths.delete(attempt.jobId);
    const { exception, ...end } = conclusion.end;
    await writes.persist(() =>
      link.end(attempt, {
        ...end,
        ...(exception === undefined ? {} : { exception: redactor.redact(exception) }),
        ...(peakMemoryBytes === undefined ? {} : { peakMemoryBytes }),
        durationMilliseconds: monotonicNow() - beganAt,
      } satisfies JobEnd),
    );
    await reach('ended');
  }

  async function settle(error: unknown): Promise<boolean> {
    await host.destroy();
    if (state === 'abandoned' || isProblem(error, 'StaleAttempt')) return false;
    logger.error('the attempt failed in the worker', { error });
    const advice = isProblem(error) ? error.advice : problem('Internal', { detail: 'worker' }).advice;
    const reason = redactor.redact(advice);
    const durationMilliseconds = monotonicNow() - beganAt;
    return writes
      .persist(() => link.end(attempt, { status: 'Failed', exception: reason, durationMilliseconds }))
      .then(
        () => true,
        () => false,
      );
  }

  const done = run()
    .catch(settle)
    .finally(() => {
      heartbeat.end();
      writes.close();
      over.abort();
    });
  return { attempt, stop, suspend, abandon, done };
}
