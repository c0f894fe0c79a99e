import { isoTime, type Clock } from '#kernel';
import type { Redactor } from '#redaction';
import type { StreamRecord, WorkerLink, AttemptRef } from '#worker-link';
import type { Readable } from 'node:stream';

import type { AttemptWrites } from './attempt-writes.ts';
import { limitRecord, mostCharacters } from './record-limit.ts';
import { createShipment } from './shipment.ts';

type Unnumbered = Omit<StreamRecord, 'sequence'>;

export interface JobStreams {
  /** Looked through together with what comes in the same turn: hosts are read by many records at once. */
  add(record: Unnumbered): void;
  /** Looks through what was added, with the secrets that are known now. */
  sift(): void;
  /** Records of what the process itself printed, such as the last words of a crashed engine. */
  addRaw(stream: StreamRecord['stream'], from: Readable): void;
  flush(): Promise<void>;
  readonly backlog: number;
}

/** A record whose end may begin a secret waits for the next one, but not longer than people notice. */
const longestWait = 200;

export interface JobStreamsOptions {
  readonly attempt: AttemptRef;
  readonly link: WorkerLink;
  readonly writes: AttemptWrites;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly onSent: () => void;
}

/** The way of a job's records: redacted across their borders, numbered, and shipped in batches. */
export function createJobStreams(options: JobStreamsOptions): JobStreams {
  const { attempt, link, writes, redactor, clock, onSent } = options;
  // One for all streams: a record that waits must not be overtaken by one of another stream.
  const held = redactor.records<Unnumbered>();
  let sequence = 0;
  let release: NodeJS.Timeout | undefined;
  let added: Unnumbered[] = [];

  const shipment = createShipment<StreamRecord>({
    send: (records) => writes.persist(() => link.appendStreams(attempt, records)),
    weigh: ({ text, value }) => text.length * (value === undefined ? 1 : 2) + 120,
    onSent,
  });

  const ship = (records: readonly Unnumbered[]): void => {
    for (const { stream, text, value, time } of records) {
      const record = { sequence: (sequence += 1), stream, text, time };
      shipment.add(
        limitRecord(value === undefined ? record : { ...record, value: redactor.redactValue(value) }),
      );
    }
  };
  const sift = (): void => {
    if (added.length === 0) return;
    const records = added;
    added = [];
    ship(held.push(records));
    if (held.waiting) release ??= setTimeout(releaseAll, longestWait);
  };
  const releaseAll = (): void => {
    sift();
    clearTimeout(release);
    release = undefined;
    ship(held.release());
  };
  const add = (record: Unnumbered): void => {
    if (added.length === 0) queueMicrotask(sift);
    added.push(record);
  };

  return {
    add,
    sift,
    addRaw(stream, from) {
      const text = redactor.stream();
      let partial = '';
      const lines = (more: string): void => {
        const all = (partial + more).split('\n');
        partial = all.pop()!;
        // A line that never ends is not gathered for ever.
        if (partial.length > mostCharacters) {
          all.push(partial);
          partial = '';
        }
        for (const line of all) if (line !== '') add({ stream, text: line, time: isoTime(clock.now()) });
      };
      from.setEncoding('utf8');
      from.on('data', (chunk: string) => lines(text.push(chunk)));
      from.once('end', () => lines(`${text.end()}\n`));
    },
    async flush() {
      releaseAll();
      await shipment.flush();
    },
    get backlog() {
      return added.length + shipment.backlog;
    },
  };
}
