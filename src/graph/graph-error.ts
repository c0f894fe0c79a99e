/** What Microsoft Graph answered when it refused. Switch on `status`; messages are Microsoft's and may change. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: number;
  /** Graph's own code, `Request_ResourceNotFound` for instance. */
  readonly code: string;
  /** For Microsoft's support, and for finding the call in a log. */
  readonly requestId: string | undefined;
  readonly method: string;
  readonly path: string;

  constructor(
    facts: Pick<GraphError, 'status' | 'code' | 'requestId' | 'method' | 'path'> & {
      readonly message: string;
    },
  ) {
    super(
      `${facts.method} ${facts.path}: ${facts.status} ${facts.code}: ${facts.message}${hint(facts.status)}`,
    );
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.method = facts.method;
    this.path = facts.path;
  }
}

export function isGraphError(error: unknown): error is GraphError {
  // By name: the runbook's bundle and the host that runs it may each have this class.
  return error instanceof Error && error.name === 'GraphError';
}

function hint(status: number): string {
  if (status === 401) return ' (Is the token for Microsoft Graph, and still valid?)';
  if (status === 403)
    return " (The job's identity lacks an application permission for this; grant it and let it sign in again.)";
  return '';
}
