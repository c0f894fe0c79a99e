import { problem } from '#kernel';

const occurrences = ['first', 'second', 'third', 'fourth', 'fifth'];

/** `last Friday`, `second Tuesday`. */
export function occurrenceOf(text: string): { readonly occurrence: number; readonly day: string } {
  const [which = '', day = '', ...more] = text.trim().split(/\s+/);
  const at = occurrences.indexOf(which.toLowerCase());
  if (day === '' || more.length > 0 || (at < 0 && which.toLowerCase() !== 'last'))
    throw problem('OccurrenceInvalid', { text });
  return { occurrence: at < 0 ? -1 : at + 1, day };
}

/** `15`, `last`. */
export function monthDayOf(text: string): number {
  const day = text.toLowerCase() === 'last' ? -1 : Number(text);
  if (!Number.isInteger(day)) throw problem('OccurrenceInvalid', { text });
  return day;
}
