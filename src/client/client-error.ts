/** What an API answered instead of what was asked, or `status` 0 when it answered nothing at all. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly status: number;
  /** The API's own code, such as `ResourceNotFound`; `Unreachable` when no answer came. */
  readonly code: string;
  /** Whatever the answer said beyond code and message: the findings of a failed publish, for one. */
  readonly details: readonly ErrorDetail[];
  /** What to do about it, where the API says so. */
  readonly remedy: string | undefined;

  constructor(answer: ErrorAnswer, cause?: unknown) {
    super(answer.message, cause === undefined ? undefined : { cause });
    this.status = answer.status;
    this.code = answer.code;
    this.details = answer.details ?? [];
    this.remedy = answer.remedy;
  }
}

export interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly ErrorDetail[];
  readonly remedy?: string;
}

export interface ErrorDetail {
  readonly code?: string;
  readonly message: string;
  readonly target?: string;
}

/**
 * Reads every form of error that Azure's services and Entra send: `{error:{code,message}}` of ARM and Graph, the bare
 * `{code,message}` of Automation, `{error,error_description}` of OAuth (RFC 6749 §5.2), and plain text.
 */
export function errorOf(status: number, text: string): ClientError {
  const body = parse(text);
  if (typeof body !== 'object' || body === null) {
    return new ClientError({
      status,
      code: `Http${status}`,
      message: text.trim() || `HTTP status ${status}`,
    });
  }
  const { error } = body as { error?: unknown };
  if (typeof error === 'string') {
    const description = (body as { error_description?: unknown }).error_description;
    return new ClientError({ status, code: error, message: firstLine(description) ?? error });
  }
  const told = (typeof error === 'object' && error !== null ? error : body) as {
    code?: unknown;
    message?: unknown;
    details?: unknown;
    remedy?: unknown;
  };
  return new ClientError({
    status,
    code: typeof told.code === 'string' ? told.code : `Http${status}`,
    message: typeof told.message === 'string' ? told.message : `HTTP status ${status}`,
    ...(Array.isArray(told.details) && { details: told.details as readonly ErrorDetail[] }),
    ...(typeof told.remedy === 'string' && { remedy: told.remedy }),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Entra appends trace ids and a time below its sentence. */
function firstLine(text: unknown): string | undefined {
  return typeof text === 'string' ? text.split(/\r?\n/)[0] : undefined;
}
