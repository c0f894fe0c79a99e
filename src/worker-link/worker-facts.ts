import { z } from 'zod';

/** What separates the job from this machine, as the start-up self-test found it. */
export const isolation = z.object({
  boundary: z.enum(['bubblewrap', 'process']),
  /** True only if the gateway is the job's sole way out. */
  egressEnforced: z.boolean(),
  /** Why the boundary is weaker than it could be, and what to do about it, for people. */
  detail: z.string().optional(),
  remedy: z.string().optional(),
  /** What stands between the job and the machine, for people. */
  layers: z.array(z.string()).optional(),
  /** How many attempts to get out the self-test of the worker made, all of them refused. */
  refused: z.number().int().optional(),
});

/** What a worker says of itself: how its self-test ended, attempt by attempt, and how much it takes at a time. */
export const workerFacts = z.object({
  isolation,
  tried: z
    .array(
      z.object({
        /** In words: `read the memory of the worker`. */
        what: z.string().max(200),
        /** `unproven`: refused in the sandbox, but also without one, so that it proves nothing here. */
        outcome: z.enum(['refused', 'unproven', 'succeeded']),
      }),
    )
    .max(100),
  places: z.number().int().positive(),
  operatingSystem: z.string().max(200),
});

export type Isolation = z.infer<typeof isolation>;
export type WorkerFacts = z.infer<typeof workerFacts>;
