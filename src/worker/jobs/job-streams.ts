import { isoTime, type Clock } from '#kernel';
import type { Redactor } from '#redaction';
import type { StreamRecord, WorkerLink, AttemptRef } from '#worker-link';
import type { Readable } from 'node:stream';

import type { AttemptWrites } from './attempt-writes.ts';
import { limitRecord, mostCharacters } from './record-limit.ts';
import { createShipment } from './shipment.ts';

type Unnumbered = Omit<StreamRecord, 'sequence'>;

export interface JobStreams {
  add(record: Unnumbered): void;
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

  const shipment = createShipment<StreamRecord>({
    send: (records) => writes.persist(() => link.appendStreams(attempt, records)),
    weigh: ({ text, value }) => text.length * (value === undefined ? 1 : 2) + 120,
    onSent,
  });

  const ship = (records: readonly Unnumbered[]): void => {
    for (const record of records) {
      const value = record.value === undefined ? {} : { value: redactor.redactValue(record.value) };
      shipment.add(limitRecord({ ...record, ...value, sequence: (sequence += 1) }));
    }
  };
  const releaseAll = (): void => {
    clearTimeout(release);
    release = undefined;
    ship(held.release());
  };
  const add = (record: Unnumbered): void => {
    ship(held.push(record));
    if (held.waiting) release ??= setTimeout(releaseAll, longestWait);
  };

  return {
    add,
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
      return shipment.backlog;
    },
  };
}
