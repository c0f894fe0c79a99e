import { delay } from '#kernel';

import { ClientError, type ErrorDetail } from '../client-error.ts';
import type { Answer, Transport } from '../transport.ts';

interface OperationBody {
  readonly status?: string;
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly details?: readonly ErrorDetail[];
  };
  readonly properties?: {
    /** Tenantry's own: what is wrong, and kept nothing from being done. */
    readonly warnings?: readonly ErrorDetail[];
  };
}

/** A client asks more often than Azure's `Retry-After` says only where the server itself is near. */
const shortestPauseMilliseconds = 50;

/**
 * Follows the `Location` of a 202 answer until the operation has ended (Azure Resource Manager, "track asynchronous
 * operations"). Throws ClientError with the operation's own error when it failed; returns what it warns of.
 */
export async function finished(
  transport: Transport,
  answer: Answer,
  signal?: AbortSignal,
): Promise<readonly ErrorDetail[]> {
  let location = answer.header('location');
  let current = answer;
  while (current.status === 202) {
    if (location === undefined) {
      const message = 'The API accepted the operation and did not say where to ask for its end.';
      throw new ClientError({ status: 202, code: 'NoLocation', message });
    }
    const pause = Number(current.header('retry-after') ?? 1) * 1000;
    await delay(Math.max(pause, shortestPauseMilliseconds), signal);
    signal?.throwIfAborted();
    current = await transport.call({ path: location, signal });
    location = current.header('location') ?? location;
  }
  if (current.text === '' || current === answer) return [];
  const { status, error, properties } = current.json<OperationBody>();
  if (status === 'Failed' || status === 'Canceled' || (error !== undefined && error !== null)) {
    throw new ClientError({
      status: current.status,
      code: error?.code ?? status ?? 'Failed',
      message: error?.message ?? `The operation ended as ${status}.`,
      ...(error?.details !== undefined && { details: error.details }),
    });
  }
  return properties?.warnings ?? [];
}
