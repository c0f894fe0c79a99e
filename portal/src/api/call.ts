/** What the API refused, in its own words: message and remedy are one text there. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 0 when no answer came. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface CallOptions {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls the control plane as whoever is signed in: the browser adds the session's cookie, which no script can read, and the header
 * says that the call comes from this page, which no other origin can say.
 */
export async function call(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', json, accept = 'application/json', signal } = options;
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    redirect: 'error',
    headers: {
      accept,
      'x-tenantry-portal': '1',
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ApiError(
      0,
      'Unreachable',
      'The control plane does not answer. Is it running? `tenantry status` says so.',
    );
  });
  if (answer.ok) return answer;
  throw await errorOf(answer);
}

export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return (await (await call(path, { signal })).json()) as Answer;
}

async function errorOf(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; message?: string };
  const { code = `Http${answer.status}`, message = `The control plane answered ${answer.status}.` } = body;
  return new ApiError(answer.status, code, message);
}
