import { problem } from '#kernel';

import type { CloudEvent, KeyedEvent } from './cloud-event.ts';

/** Source: learn.microsoft.com/azure/event-grid/event-schema. */
interface GridEvent {
  readonly id: string;
  readonly topic?: string;
  readonly subject: string;
  readonly eventType: string;
  readonly eventTime: string;
  readonly dataVersion?: string;
  readonly data?: unknown;
}

/** Source: learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema. */
const validation = 'Microsoft.EventGrid.SubscriptionValidationEvent';

export function isEventGrid(headers: Readonly<Record<string, string | undefined>>): boolean {
  return headers['aeg-event-type'] !== undefined;
}

/** The code to give back to whoever asks whether it may send. */
export function validationCodeOf(events: readonly unknown[]): string | undefined {
  const [first] = events as readonly Partial<GridEvent>[];
  if (events.length !== 1 || first?.eventType !== validation) return undefined;
  const { validationCode } = (first.data ?? {}) as { validationCode?: unknown };
  if (typeof validationCode !== 'string')
    throw problem('EventInvalid', { detail: 'data.validationCode is missing' });
  return validationCode;
}

/** Event Grid's own mapping: the topic is the source, the type of the event the type. */
export function fromEventGrid(given: unknown, at: number): KeyedEvent {
  const event = (given ?? {}) as GridEvent;
  for (const name of ['id', 'subject', 'eventType', 'eventTime'] as const)
    if (typeof event[name] !== 'string' || (name !== 'subject' && event[name] === ''))
      throw problem('EventInvalid', { detail: `event ${at}: ${name} is missing` });
  const { id, topic = '', subject, eventType: type, eventTime: time, data, dataVersion } = event;
  const made: CloudEvent = {
    specversion: '1.0',
    id,
    source: topic === '' ? '/' : topic,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data,
    ...(dataVersion !== undefined && dataVersion !== '' && { dataversion: dataVersion }),
  };
  return { event: made, key: JSON.stringify([topic, id]) };
}
