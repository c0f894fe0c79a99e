import type { Finder } from './patterns.ts';
import { blankRecords } from './records.ts';

export interface NumberedRecord {
  readonly sequence: number;
  readonly text: string;
}

/** What one batch comes to. */
export interface Screened<Entry> {
  /** The batch, as it may be kept. */
  readonly records: readonly Entry[];
  /** Records of earlier batches that turn out to hold the beginning of a secret, as they must be from now on. */
  readonly amended: readonly Entry[];
  /** Call it when all that is kept: the next batch is read together with the end of this one. */
  readonly done: () => void;
}

/**
 * For who keeps records batch by batch and cannot hold any back: what comes is blanked at once, and a secret that ends in a
 * later batch is blanked in the earlier one too. A batch's end that is half of a secret or more is blanked without waiting.
 */
export interface Screen<Entry extends NumberedRecord> {
  see(batch: readonly Entry[], finder: Finder): Screened<Entry>;
}

/** An open end of more records than that is let go. */
const mostKept = 10_000;

export function createScreen<Entry extends NumberedRecord>(): Screen<Entry> {
  /** As they came, from the one in which a secret may begin. */
  let kept: readonly Entry[] = [];

  return {
    see(batch, known) {
      // A batch that is told again stands for what it stood for the first time.
      const first = batch[0]?.sequence ?? 0;
      const before = kept.filter(({ sequence }) => sequence < first);
      const all = [...before, ...batch];
      const text = all.map((each) => each.text).join('');
      const found = [...known.find(text)];
      const telling = known.tellingTail(text);
      const last = found.at(-1);
      // It reaches beyond the text, as a secret does that the next batch goes on with.
      const end = text.length + 1;
      if (telling < text.length) {
        if (last !== undefined && telling < last.end) found[found.length - 1] = { ...last, end };
        else found.push({ start: telling, end });
      }
      const shown = found.length === 0 ? all : blankRecords(all, found);
      return {
        records: shown.slice(before.length),
        amended: shown.slice(0, before.length).filter((record, at) => record !== before[at]),
        done: () => (kept = openRecords(all, known.openTail(text))),
      };
    },
  };
}

function openRecords<Entry extends NumberedRecord>(
  records: readonly Entry[],
  tail: number,
): readonly Entry[] {
  let position = 0;
  const from = records.findIndex(({ text }) => (position += text.length) > tail);
  return from === -1 || records.length - from > mostKept ? [] : records.slice(from);
}
