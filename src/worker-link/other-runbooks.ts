/** The protocol's part on other runbooks: called inline, or started and awaited as jobs. */
import { z } from 'zod';

const inlineFile = z.string().regex(/^[A-Za-z_][\w-]*\.(?:ps1|py|mjs)$/);

/** A runbook that another one calls in its own process, under the name of the file in which that one looks for it. */
export const inlineRunbook = z.object({ file: inlineFile, name: z.string(), artifactHash: z.string() });

/** A place where a runbook calls another one inline, as its build found it. */
export const inlineCall = z.object({
  name: z.string().max(256),
  file: inlineFile,
  line: z.number().int(),
  column: z.number().int(),
  /** It may be something else: nothing is wrong when there is no such runbook. */
  optional: z.boolean().optional(),
  /** What is wrong then, where the build knows it better. */
  missing: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** A runbook of the job's own account, to be started as a job of its own. */
export const startJob = z.object({
  runbook: z.string().min(1).max(256),
  /** As Azure passes them: texts; anything but a string is JSON in the text. */
  parameters: z.record(z.string(), z.string()),
  /** A hybrid worker group. */
  runOn: z.string().max(256).optional(),
  /** The name of the new job; one that follows from the job and the key when absent. */
  name: z.guid().optional(),
  /** The same key of the same job is the same child, whatever attempt asks. */
  key: z.string().min(1).max(128),
});
/** `id` is the control plane's, by which everything else finds the job. */
export const startedJob = z.object({ id: z.string(), name: z.string(), runbook: z.string() });

const awaitedIds = z.array(z.guid()).min(1).max(1_000);
export const awaitJobs = z.object({
  jobs: awaitedIds,
  /** Their statuses as last told, in the same order: the answer comes when they differ, or all have ended. */
  known: z.array(z.string()).optional(),
  waitMilliseconds: z.number().int().min(0).max(60_000),
  /** Nobody waits further, whatever the answer. */
  last: z.boolean().optional(),
});
export const awaitedJobs = z.object({
  /** In the order in which they were asked for. */
  jobs: z.array(
    startedJob.extend({ status: z.string(), ended: z.boolean(), exception: z.string().optional() }),
  ),
  /** Since the job began to wait for them, over all of its attempts. */
  waitedMilliseconds: z.number(),
});
export const jobOutput = z.object({
  records: z.array(z.object({ text: z.string(), value: z.unknown().optional() })),
});
/** What the process of an attempt has ended for: its next attempt comes when all of them have ended, or then. */
export const parking = z.object({ jobs: awaitedIds, until: z.iso.datetime().optional() });

export type InlineRunbook = z.infer<typeof inlineRunbook>;
export type InlineCall = z.infer<typeof inlineCall>;
export type StartJob = z.infer<typeof startJob>;
export type StartedJob = z.infer<typeof startedJob>;
export type AwaitJobs = z.infer<typeof awaitJobs>;
export type AwaitedJobs = z.infer<typeof awaitedJobs>;
export type JobOutput = z.infer<typeof jobOutput>;
export type Parking = z.infer<typeof parking>;
