import { type TenantryError, problem } from '#kernel';

export interface FailedStart {
  /** What initdb or the server wrote since it was started. */
  readonly said: string;
  readonly data: string;
  readonly log: string;
  readonly socketFolder?: string;
}

/** Another server has the data directory, or its last processes still hold the shared memory. */
export function isTaken(said: string): boolean {
  return /lock file "[^"]*" already exists|pre-existing shared memory block/.test(said);
}

/** The error of our table that fits what PostgreSQL said; its messages are those of its source, with `LC_ALL=C`. */
export function startFailure({ said, data, log, socketFolder }: FailedStart): TenantryError {
  const reason = tellingLine(said);
  if (socketFolder !== undefined && socketTrouble.test(said))
    return problem('PostgresSocketUnusable', { folder: socketFolder, reason });
  if (diskFull.test(said)) return problem('PostgresDiskFull', { directory: data });
  if (noPermission.test(said)) return problem('PostgresNoPermission', { path: data, reason });
  return problem('PostgresDidNotStart', { reason, log });
}

const socketTrouble =
  /could not (bind|create) Unix|could not create any Unix-domain sockets|could not create lock file "[^"]*\.s\.PGSQL|Unix-domain socket path "[^"]*" is too long/;
/** A /dev/shm that is too small says the same, and is no matter of the disk. */
const diskFull = /^(?!.*shared memory segment).*(No space left on device|Check free disk space)/m;
const noPermission = /Permission denied|has wrong ownership|has invalid permissions/;

/** The first thing that went wrong: what follows it is its consequence. */
function tellingLine(said: string): string {
  const lines = said.trim().split('\n');
  const line = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return line === '' ? 'it said nothing' : line.replace(/^\S+ \S+ UTC \[\d+\] /, '');
}
