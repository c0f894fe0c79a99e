import { z } from 'zod';

/** Of one file; what is larger is no runbook. */
export const mostFileBytes = 1024 * 1024;
/** Of one synchronisation. */
export const mostFiles = 1_000;
export const mostBytesOfFiles = 16 * 1024 * 1024;

/** A folder of a git repository, at a commit. */
export const repositoryRef = z.object({
  /** `https://host/path`, or `file:///folder` of the worker's machine. */
  url: z.string().max(2_048),
  /** Empty for the repository's own default. */
  branch: z.string().max(255),
  /** One of the branch's; the newest when it is absent. */
  commit: z.string().max(64).optional(),
  /** Its parts; empty for the root. */
  folder: z.array(z.string().max(255)).max(50),
  /** Sent to the repository's host alone. */
  accessToken: z.string().optional(),
});

export const syncResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** Its hash. */
    commit: z.string().max(64),
    /** Names within the folder, and texts. */
    files: z
      .array(z.object({ name: z.string().max(512), content: z.string().max(mostFileBytes) }))
      .max(mostFiles),
    /** What looks like a runbook and was left out. */
    skipped: z.array(z.object({ name: z.string().max(512), reason: z.string().max(1_000) })).max(mostFiles),
  }),
  z.object({ ok: z.literal(false), code: z.string().max(256), message: z.string().max(10_000) }),
]);

export type RepositoryRef = z.infer<typeof repositoryRef>;
export type SyncResult = z.infer<typeof syncResult>;
