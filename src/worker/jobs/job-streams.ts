import { isProblem, isoTime, type Clock } from '#kernel';
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
  /** What waits here, of the most that may: above 1 the runbook has to wait. */
  readonly fullness: number;
}

/** Records, and bytes of them, on their way, above which the runbook waits. */
const [mostBacklog, mostBacklogBytes] = [7_500, 16 * 1024 * 1024];
/** While a batch is written the next one is read and made ready. */
const mostUnderWay = 2;

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
  let addedBytes = 0;

  const shipment = createShipment<StreamRecord>({ send, onSent, mostUnderWay });

  /** Beside one that is under way the control plane may refuse it, so as to keep the order: then it waits for that one here. */
  async function send(records: readonly StreamRecord[], before: Promise<void> | undefined): Promise<void> {
    if (before !== undefined) {
      try {
        return await writes.persist(() => link.appendStreams(attempt, records, 'following'));
      } catch (error) {
        if (!isProblem(error, 'RecordsTooEarly')) throw error;
      }
      await before;
    }
    await writes.persist(() => link.appendStreams(attempt, records));
  }

  const ship = (records: readonly Unnumbered[]): void => {
    for (const { stream, text, value, time } of records) {
      const record = { sequence: (sequence += 1), stream, text, time };
      const limited = limitRecord(
        value === undefined ? record : { ...record, value: redactor.redactValue(value) },
      );
      shipment.add(limited, weightOf(limited));
    }
  };
  const sift = (): void => {
    if (added.length === 0) return;
    const records = added;
    added = [];
    addedBytes = 0;
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
    addedBytes += weightOf(record);
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
    get fullness() {
      const records = added.length + shipment.backlog;
      return Math.max(records / mostBacklog, (addedBytes + shipment.backlogBytes) / mostBacklogBytes);
    },
  };
}

const bytesBeside = 120;

function weightOf({ text, value }: Pick<StreamRecord, 'text' | 'value'>): number {
  return text.length + bytesBeside + (value === undefined ? 0 : weightOfValue(value));
}

/** About as long as its JSON, without making it. */
function weightOfValue(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let weight = 2;
  for (const [name, item] of Object.entries(value)) weight += name.length + weightOfValue(item) + 4;
  return weight;
}
