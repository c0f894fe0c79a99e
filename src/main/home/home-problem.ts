import { isProblem, problem } from '#kernel';

/** What a file system says when a folder cannot be written. */
const unwritable = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);
/** SQLite's own word for a full disk (SQLITE_FULL). */
const sqliteFull = 13;

/** The error itself, or, when the home's disk is at its root, the one that says so and what to do. */
export function asHomeProblem(error: unknown, home: string): unknown {
  if (isProblem(error)) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, errcode } = cause as { code?: unknown; errcode?: unknown };
    const reason = errcode === sqliteFull ? 'ENOSPC' : String(code);
    if (unwritable.has(reason)) return problem('HomeNotWritable', { home, reason }, error);
  }
  return error;
}
