/**
 * Frames between a worker and a language host: one JSON document a line, both ways on file descriptor 3.
 * stdout and stderr never carry protocol. A frame is at most `maxFrameBytes` long.
 */
import { z } from 'zod';

export const protocolVersion = 1;
export const maxFrameBytes = 16 * 1024 * 1024;

/** Azure's six, and what PowerShell keeps apart from them: `Write-Host` and `Write-Information`. */
export const streamTypes = [
  'Output',
  'Verbose',
  'Warning',
  'Error',
  'Progress',
  'Debug',
  'Information',
] as const;

/**
 * What a host may ask for by name, and what the reply's value is: a variable's JSON value; a credential
 * `{ userName, password }`; a certificate (by name or thumbprint) and a connection as worker-link's `certificate` and
 * `connection` have them. What is not there is `refused` with code `NotFound`.
 */
export const assetKinds = ['variable', 'credential', 'certificate', 'connection'] as const;

const stepRecord = z.object({ name: z.string(), result: z.unknown() });

/** Worker → host. `start` comes once; the host knows nothing of a job before it. */
export const workerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    jobId: z.string(),
    attempt: z.number().int().positive(),
    runbook: z.string(),
    /** Absolute path of the published artifact as this host sees it. */
    artifact: z.string(),
    /** As Azure passes them: texts; anything but a string is JSON in the text. */
    parameters: z.record(z.string(), z.string()),
    /** Set in the host's environment before runbook code is loaded. */
    environment: z.record(z.string(), z.string()),
    /** Steps recorded by earlier attempts: these never run again. */
    journal: z.array(stepRecord),
  }),
  /** Answers a frame that has an `id` with the same one. */
  z.object({ type: z.literal('reply'), id: z.number().int(), value: z.unknown() }),
  z.object({ type: z.literal('refused'), id: z.number().int(), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('stop') }),
  /** To a workflow: end as `suspended` at the next checkpoint. */
  z.object({ type: z.literal('suspend') }),
  /**
   * The jobs that the runbook waits for take long: end as `waiting`, as soon as it does nothing but wait and its next
   * attempt would come back to here. Who cannot ignores it.
   */
  z.object({ type: z.literal('park') }),
]);

/** Host → worker. */
export const hostFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    protocol: z.number().int(),
    pid: z.number().int(),
    engine: z.string(),
  }),
  /** The first line of runbook code is about to run. */
  z.object({ type: z.literal('running') }),
  z.object({
    type: z.literal('stream'),
    stream: z.enum(streamTypes),
    text: z.string(),
    value: z.unknown().optional(),
    /** ISO 8601, when the runbook wrote it. */
    time: z.string(),
  }),
  /** Informs; no answer is awaited. */
  z.object({ type: z.literal('stepBegan'), name: z.string() }),
  /** The runbook goes on only after the worker replied that the result is recorded. */
  z.object({ type: z.literal('stepEnded'), id: z.number().int(), name: z.string(), result: z.unknown() }),
  z.object({ type: z.literal('stepSkipped'), name: z.string() }),
  z.object({
    type: z.literal('assetGet'),
    id: z.number().int(),
    kind: z.enum(assetKinds),
    name: z.string(),
  }),
  z.object({
    type: z.literal('assetSet'),
    id: z.number().int(),
    kind: z.enum(['variable']),
    name: z.string(),
    value: z.unknown(),
  }),
  /** Another runbook of the account, as a job of its own. The reply's value is `{ id, name, runbook }`. */
  z.object({
    type: z.literal('jobStart'),
    id: z.number().int(),
    runbook: z.string(),
    parameters: z.record(z.string(), z.string()),
    runOn: z.string().optional(),
    /** A GUID of the runbook's own choice. */
    name: z.string().optional(),
    /**
     * What the runbook calls this start, so that a repeated attempt finds the child. Without it, it is the same start that
     * has the same runbook and parameters, by its number among those in the same `scope`.
     */
    key: z.string().optional(),
    /** The step inside of which it happens, or the checkpoint after which: what an attempt repeats as a whole, or not. */
    scope: z.string().optional(),
  }),
  /**
   * Waits until the jobs have ended, or `until` one of them is another than in `known`. The reply's value is
   * `{ jobs: [{ id, name, runbook, status, ended, exception? }], late }`.
   */
  z.object({
    type: z.literal('jobWait'),
    id: z.number().int(),
    jobs: z.array(z.string()),
    /** Their statuses: the reply comes at the first change, too. */
    known: z.array(z.string()).optional(),
    /** Time limit, in seconds, over all attempts of the job. */
    seconds: z.number().positive().optional(),
  }),
  /** The output of a job. The reply's value is `{ records: [{ text, value? }] }`. */
  z.object({ type: z.literal('jobOutput'), id: z.number().int(), job: z.string() }),
  z.object({
    type: z.literal('ended'),
    /** `suspended`: the steps hold what the next attempt goes on from. `waiting`: for jobs whose end makes the next one. */
    outcome: z.enum(['completed', 'failed', 'stopped', 'suspended', 'waiting']),
    /** What ended it, when it failed: message first, stack after it. */
    exception: z.object({ message: z.string(), stack: z.string().optional() }).optional(),
    /** What the runbook gave to PowerShell's `exit`: it is kept, and decides nothing, as in Azure. */
    exitCode: z.number().int().optional(),
  }),
]);

export type WorkerFrame = z.infer<typeof workerFrame>;
export type HostFrame = z.infer<typeof hostFrame>;
export type StreamType = (typeof streamTypes)[number];
export type StepRecord = z.infer<typeof stepRecord>;
export type AssetKind = (typeof assetKinds)[number];
