import { blankText } from './blank.ts';
import type { Finder, Stretch } from './patterns.ts';

export interface RecordRedactor<Entry extends { readonly text: string }> {
  /** The records that can be shown now, in order; one whose end might begin a secret waits for the next. */
  push(records: readonly Entry[]): readonly Entry[];
  /** All that wait: when no more comes, or when they have waited long enough. */
  release(): readonly Entry[];
  readonly waiting: boolean;
}

/**
 * Reads the texts of consecutive records as one text, so that a secret cut by a record's end is found. The blank stands
 * in the record where the secret begins; the records after it lose their part.
 */
export function createRecordRedactor<Entry extends { readonly text: string }>(
  finder: Finder,
): RecordRedactor<Entry> {
  let waiting: Entry[] = [];

  return {
    push(records) {
      waiting = [...waiting, ...records];
      const text = waiting.map((each) => each.text).join('');
      const found = finder.find(text);
      return take(safeCount(waiting, finder.openTail(text), found), found);
    },
    release: () => take(waiting.length, finder.find(waiting.map((each) => each.text).join(''))),
    get waiting() {
      return waiting.length > 0;
    },
  };

  function take(count: number, found: readonly Stretch[]): readonly Entry[] {
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return found.length === 0 ? taken : blankRecords(taken, found);
  }
}

/** The records with the stretches of their joined texts blanked. */
export function blankRecords<Entry extends { readonly text: string }>(
  records: readonly Entry[],
  found: readonly Stretch[],
): readonly Entry[] {
  let start = 0;
  let first = 0;
  return records.map((record) => {
    const end = start + record.text.length;
    while (first < found.length && found[first]!.end <= start) first += 1;
    let behind = first;
    while (behind < found.length && found[behind]!.start < end) behind += 1;
    const within = found.slice(first, behind);
    const text = blankPart(record.text, start, within);
    const cut = within.some((each) => crosses(each, start) || crosses(each, end));
    start = end;
    if (text === record.text) return record;
    // A value beside the text has the same part of the secret, and cannot be read together with its neighbours'.
    return { ...record, text, ...(cut && 'value' in record && { value: text }) };
  });
}

function crosses({ start, end }: Stretch, border: number): boolean {
  return start < border && end > border;
}

/** How many leading records end before the open tail, with no secret reaching into the next record. */
function safeCount(
  records: readonly { readonly text: string }[],
  tail: number,
  found: readonly Stretch[],
): number {
  let count = 0;
  let end = 0;
  let next = 0;
  for (const [index, { text }] of records.entries()) {
    end += text.length;
    if (end > tail) break;
    while (next < found.length && found[next]!.end <= end) next += 1;
    if (next === found.length || !crosses(found[next]!, end)) count = index + 1;
  }
  return count;
}

function blankPart(text: string, offset: number, found: readonly Stretch[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of found) {
    if (end <= offset + from || start >= offset + text.length) continue;
    const begins = start >= offset;
    shown += text.slice(from, Math.max(from, start - offset)) + (begins ? blankText : '');
    from = Math.min(text.length, end - offset);
  }
  return shown + text.slice(from);
}
