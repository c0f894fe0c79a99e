import { problem } from '#kernel';

/** Socket and resolver errors of Node.js, and the classes of SQLSTATE (PostgreSQL, appendix A) that mean "not now". */
const unreachable =
  /^(ECONN|EPIPE|ENOENT|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EACCES|57P0|08|53300)/;
/** Wrong password, no entry in pg_hba.conf, no such database: waiting does not help. */
const refused = /^(28|3D000)/;
const diskFull = '53100';
const duplicate = '23505';

/** pg's own errors without a code; their texts are all there is to go by. */
const unreachableText =
  /Connection terminated|timeout|Client has encountered a connection error|not queryable|Connection ended/i;

/** Errors of the connection become rows of our table; errors of the statement stay what they are. */
export function databaseError(error: unknown): unknown {
  const code = sqlState(error);
  const reason = error instanceof Error && error.message !== '' ? error.message : (code ?? String(error));
  if (code === undefined) {
    return unreachableText.test(reason) ? problem('DatabaseUnavailable', { reason }, error) : error;
  }
  if (unreachable.test(code)) return problem('DatabaseUnavailable', { reason: code }, error);
  if (refused.test(code)) return problem('DatabaseRefused', { reason }, error);
  return code === diskFull ? problem('DatabaseFull', {}, error) : error;
}

/** SQLSTATE of an error of the server, or the code of an error of the socket. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** A row with this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return sqlState(error) === duplicate;
}
