import type { Operation } from '#automation';

import type { RouteContext } from '../http/routes.ts';

/**
 * A poll is held this long while the operation runs, so that clients hear of its end at once and may ask again at once.
 * @azure/arm-automation 10.1.1 heeds its option `longRunningOperationRetryTimeout` (30 s unless set) instead of the header.
 */
export const holdMilliseconds = 5_000;
const retryAfterSeconds = 0;

/** 202 with an absolute Location and no Azure-AsyncOperation header: the one form that all known clients follow. */
export function acceptOperation(context: RouteContext, path: string, id: string): undefined {
  const filled = path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(context.path[name] ?? ''),
  );
  const version = context.query['api-version'] ?? '';
  context.reply
    .code(202)
    .header('location', `${context.origin}${filled}/operationResults/${id}?api-version=${version}`)
    .header('retry-after', retryAfterSeconds)
    .header('ocp-automation-operationresultid', id);
  return undefined;
}

/**
 * What the poll answers. A JSON body at the end satisfies the JavaScript, Go and .NET clients alike; Az.Automation alone
 * reads the end as a stream and wants it empty.
 */
export function answerOperation(context: RouteContext, operation: Operation): unknown {
  const { reply, request } = context;
  if (operation.status === 'InProgress') {
    reply
      .code(202)
      .header('retry-after', retryAfterSeconds)
      .header('location', `${context.origin}${request.url}`);
    return undefined;
  }
  if (operation.status === 'Failed') {
    const error = operation.error ?? { code: 'OperationFailed', message: 'The operation failed.' };
    reply.code(400);
    return { error, code: error.code, message: error.message };
  }
  if (
    /Microsoft\.Azure\.Management\.Automation\.AutomationClient/.test(request.headers['user-agent'] ?? '')
  ) {
    reply.code(200).type('text/plain').header('content-length', 0);
    return '';
  }
  const { warnings } = operation;
  return {
    status: 'Succeeded',
    // Ours, beside Azure's: what looks like a secret in the text.
    properties: { provisioningState: 'Succeeded', ...(warnings.length > 0 && { warnings }) },
  };
}
