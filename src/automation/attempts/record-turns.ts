import { problem } from '#kernel';
import type { AttemptRef, StreamRecord } from '#worker-link';

/** Whether the attempt's record of that number is in the database. */
export type IsKept = (attempt: AttemptRef, sequence: number) => Promise<boolean>;

/** Batches of one attempt are kept one after the other, in the order in which they came. */
export interface RecordTurns {
  /**
   * Appends when those that came before are through. One that is sent while the batch before it is under way is refused where
   * that one is not kept: whoever follows the job reads on by numbers, and would pass it over.
   * @throws RecordsTooEarly
   */
  take(
    attempt: AttemptRef,
    records: readonly StreamRecord[],
    following: 'following' | undefined,
    append: () => Promise<void>,
  ): Promise<void>;
}

interface Turn {
  last: Promise<void>;
  /** The number of the last record that was kept meanwhile. */
  kept: number;
  waiting: number;
}

/** A worker sends two at a time; a few more are those that it has given up and sent again. */
const mostWaiting = 8;

export function createRecordTurns(isKept: IsKept): RecordTurns {
  const turns = new Map<string, Turn>();

  return {
    async take(attempt, records, following, append) {
      const key = `${attempt.jobId} ${attempt.number}`;
      const turn = turns.get(key) ?? { last: Promise.resolve(), kept: 0, waiting: 0 };
      const first = records[0]?.sequence ?? 1;
      const tooEarly = () => problem('RecordsTooEarly', { job: attempt.jobId, number: first });
      if (following !== undefined && turn.waiting >= mostWaiting) throw tooEarly();
      turns.set(key, turn);
      turn.waiting += 1;
      const mine = turn.last.then(async () => {
        if (following !== undefined && turn.kept !== first - 1 && !(await isKept(attempt, first - 1)))
          throw tooEarly();
        await append();
        turn.kept = records.at(-1)?.sequence ?? turn.kept;
      });
      turn.last = mine.catch(() => {});
      try {
        await mine;
      } finally {
        turn.waiting -= 1;
        if (turn.waiting === 0) turns.delete(key);
      }
    },
  };
}
