import { type Clock, type TenantryError, isoTime, newId } from '#kernel';

export interface ErrorBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
  readonly suberror?: string;
  readonly claims?: string;
}

export interface ErrorContext {
  readonly clock: Clock;
  readonly origin: string;
  /** The client's own `client-request-id`, where it sent one. */
  readonly correlationId?: string | undefined;
  /** What a client is to ask for in the next request, after a refusal by a policy. */
  readonly claims?: string | undefined;
}

/** `AADSTS50034`: the number of an error of the table, or undefined for an error of another kind. */
export function aadsts(error: TenantryError): number | undefined {
  const number = Number(error.wireCode.split(' ')[0]);
  return Number.isInteger(number) ? number : undefined;
}

/** Entra's error body. `wireCode` carries its number, the OAuth error and the suberror. */
export function errorBody(error: TenantryError, context: ErrorContext): ErrorBody {
  const [number = '50000', oauth = 'invalid_request', suberror] = error.wireCode.split(' ');
  const timestamp = isoTime(context.clock.now())
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const trace = newId();
  const correlation = context.correlationId ?? newId();
  return {
    error: oauth,
    error_description: `AADSTS${number}: ${error.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [Number(number)],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `${context.origin}/error?code=${number}`,
    ...(suberror !== undefined && { suberror }),
    ...(context.claims !== undefined && { claims: context.claims }),
  };
}
