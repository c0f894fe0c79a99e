import { type AnswerKind, usualAnswers } from '../../src/api/http/routes.ts';
import type { Served } from '../../src/api/testing/control-plane.ts';

/** What one answer lacks of what every client may count on, whichever operation gave it. Empty when it has it all. */
export function wantsOf(served: Served): string[] {
  const { route, method, url, status } = served;
  const what = `${route?.operation ?? 'no operation'} (${method} ${url} → ${status})`;
  const wants = [
    ...ids(served),
    ...(status < 400 ? success(served) : failure(served)),
    ...(route === undefined || status >= 400 ? [] : declared(served, route)),
  ];
  return wants.map((want) => `${what}: ${want}`);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function ids({ headers }: Served): string[] {
  return ['x-ms-request-id', 'x-ms-correlation-request-id']
    .filter((name) => text(headers[name]) === '')
    .map((name) => `no ${name}`);
}

function success({ method, status, headers, body }: Served): string[] {
  const wants: string[] = [];
  const location = text(headers['location']);
  if ((status === 202 || (status === 201 && method === 'PUT')) && !location.startsWith('https://'))
    wants.push('no absolute Location');
  if (status === 202 && headers['retry-after'] === undefined) wants.push('no Retry-After');
  const etag = (parsed(body) as { etag?: unknown } | undefined)?.etag;
  if (typeof etag === 'string' && headers['etag'] !== etag) wants.push('an ETag header that is not its etag');
  return wants;
}

/** The two forms of Azure's errors in one, as every client reads them. */
function failure({ status, headers, body }: Served): string[] {
  const { error, code, message } = (parsed(body) ?? {}) as {
    error?: { code?: unknown; message?: unknown };
    code?: unknown;
    message?: unknown;
  };
  const wants: string[] = [];
  if (text(code) === '' || text(message) === '' || error?.code !== code || error?.message !== message)
    wants.push(`no error of Azure's shape: ${body?.slice(0, 200)}`);
  if (status >= 500 && status !== 501) wants.push('a failure of the server');
  if ((status === 429 || status === 503) && headers['retry-after'] === undefined)
    wants.push('no Retry-After');
  return wants;
}

function declared({ status, headers, body }: Served, route: NonNullable<Served['route']>): string[] {
  const kind = (route.answers ?? usualAnswers[route.method])[status];
  if (kind === undefined) return ['a status that its route does not declare'];
  const type = text(headers['content-type']);
  const kept: Record<AnswerKind, boolean> = {
    json: type.startsWith('application/json') && parsed(body) !== undefined,
    text: type.startsWith('text/'),
    events: type === 'text/event-stream' || type === 'application/x-ndjson',
    nothing: body === undefined || body === '',
  };
  return kept[kind] ? [] : [`not ${kind} as its route declares, but ${type || 'nothing'}`];
}

function parsed(body: string | undefined): unknown {
  try {
    return body === undefined || body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}
