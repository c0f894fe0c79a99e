import { problem } from '#kernel';

import type { CloudEvent, KeyedEvent } from './cloud-event.ts';
import { fromEventGrid, isEventGrid, validationCodeOf } from './event-grid.ts';

/** What was posted: its headers' names are lower-case. */
export interface PostedEvents {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What came, or, where the sender of Event Grid asks whether it may send, the code to give back. */
export type ReadEvents = { readonly events: readonly KeyedEvent[] } | { readonly validationCode: string };

/**
 * Source: CloudEvents 1.0.2, HTTP protocol binding and JSON event format: structured, batched and binary mode; and Event Grid's own
 * schema, in which events of Azure come by default.
 * @throws EventInvalid, naming the attribute
 */
export function readEvents(posted: PostedEvents): ReadEvents {
  const [type = ''] = (posted.headers['content-type'] ?? '').toLowerCase().split(';');
  const mediaType = type.trim();
  if (mediaType === 'application/cloudevents-batch+json') return { events: batchOf(json(posted)).map(keyed) };
  if (mediaType === 'application/cloudevents+json') return { events: [keyed(json(posted))] };
  if (mediaType.startsWith('application/cloudevents'))
    throw problem('EventInvalid', { detail: `the format ${mediaType} is not read, only JSON` });
  if (posted.headers['ce-specversion'] !== undefined) return { events: [keyed(binary(posted, mediaType))] };
  if (!isEventGrid(posted.headers))
    throw problem('EventInvalid', { detail: 'it is neither a CloudEvent nor one of Event Grid' });
  const given = batchOf(json(posted));
  const validationCode = validationCodeOf(given);
  return validationCode === undefined ? { events: given.map(fromEventGrid) } : { validationCode };
}

function json({ body }: PostedEvents): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw problem('EventInvalid', { detail: 'it is no JSON document' }, error);
  }
}

function batchOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw problem('EventInvalid', { detail: 'a batch is an array' });
  return value;
}

/** Names of attributes, extensions among them. Source: the specification, "Attribute Naming Convention". */
const attributeName = /^[a-z0-9]+$/;

function keyed(given: unknown, at = 0): KeyedEvent {
  const where = at === 0 ? '' : `event ${at}: `;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw problem('EventInvalid', { detail: `${where}it is no object` });
  const event = given as Readonly<Record<string, unknown>>;
  if (event['specversion'] !== '1.0')
    throw problem('EventInvalid', { detail: `${where}specversion is to be 1.0` });
  for (const name of ['id', 'source', 'type']) {
    const value = event[name];
    if (typeof value !== 'string' || value === '')
      throw problem('EventInvalid', { detail: `${where}${name} is missing` });
  }
  const wrong = Object.keys(event).find((name) => name !== 'data_base64' && !attributeName.test(name));
  if (wrong !== undefined)
    throw problem('EventInvalid', { detail: `${where}${wrong} is no name of an attribute` });
  // Source: the specification: source and id together are unique.
  return { event: event as CloudEvent, key: JSON.stringify([event['source'], event['id']]) };
}

/** Attributes in headers, the data in the body. */
function binary({ headers, body }: PostedEvents, mediaType: string): unknown {
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce-') && value !== undefined ? [[name.slice(3), decoded(value)]] : [],
  );
  return {
    ...(Object.fromEntries(attributes) as Record<string, unknown>),
    ...(mediaType !== '' && { datacontenttype: headers['content-type'] }),
    ...(body.length > 0 && dataOf({ headers, body }, mediaType)),
  };
}

function dataOf(posted: PostedEvents, mediaType: string): Pick<CloudEvent, 'data' | 'data_base64'> {
  if (mediaType === '' || /[/+]json$/.test(mediaType)) return { data: json(posted) };
  if (mediaType.startsWith('text/') || /[/+]xml$/.test(mediaType))
    return { data: posted.body.toString('utf8') };
  return { data_base64: posted.body.toString('base64') };
}

/** Source: HTTP protocol binding, "HTTP Header Values": percent-encoded UTF-8. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
