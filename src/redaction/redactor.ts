import { formsOf } from './encodings.ts';
import { Patterns } from './patterns.ts';
import { createRecordRedactor, type RecordRedactor } from './records.ts';
import { blank } from './blank.ts';

/** Shorter secrets would blank half of every text; they are refused, and the caller is told. */
export const shortestSecret = 4;

export interface Redactor {
  /**
   * From now on the value is blanked in every form (raw, base64, URL- and JSON-escaped, hex). A value of several lines
   * is also known by its lines, since output is cut at line ends. False: too short, ignored.
   */
  add(secret: string): boolean;
  /** The text with `***` for every secret in it. */
  redact(text: string): string;
  /** Any JSON value with `redact` applied to its texts, property names and numbers. */
  redactValue(value: unknown): unknown;
  /** For text that arrives in chunks: finds secrets that lie across them. */
  stream(): TextStream;
  /** For records, which keep their number and order: finds secrets that lie across them. */
  records<Entry extends { readonly text: string }>(): RecordRedactor<Entry>;
}

export interface TextStream {
  /** What can be shown now; a tail that might be the beginning of a secret is kept back. */
  push(chunk: string): string;
  /** The rest, when no more comes. */
  end(): string;
}

/** Finds secret values in text. Secrets may be added at any time; text already given out stays as it is. */
export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const patterns = new Patterns();
  const known = new Set<string>();

  const learn = (secret: string): boolean => {
    if (secret.length < shortestSecret) return false;
    if (known.has(secret)) return true;
    known.add(secret);
    for (const form of formsOf(secret)) patterns.add(form);
    return true;
  };
  const redact = (text: string): string => blank(text, patterns.find(text));

  const redactor: Redactor = {
    add(secret) {
      const lines = secret.split(/\r?\n/).map((line) => line.trim());
      if (lines.length > 1) for (const line of lines) if (line.length >= shortestLine) learn(line);
      return learn(secret);
    },
    redact,
    redactValue: (value) => redactValue(value, redact),
    stream: () => createTextStream(patterns),
    records: () => createRecordRedactor(patterns),
  };
  for (const secret of secrets) redactor.add(secret);
  return redactor;
}

/** A shorter line of a longer secret (`}` of a key file in JSON) says nothing and would blank much. */
const shortestLine = 12;

function createTextStream(patterns: Patterns): TextStream {
  let kept = '';
  return {
    push(chunk) {
      const text = kept + chunk;
      const found = patterns.find(text);
      let cut = patterns.openTail(text);
      // A secret that reaches into the kept tail may grow together with the next one: it waits as a whole.
      for (const { start, end } of found) if (start < cut && end > cut) cut = start;
      kept = text.slice(cut);
      return blank(
        text.slice(0, cut),
        found.filter(({ end }) => end <= cut),
      );
    },
    end() {
      const rest = blank(kept, patterns.find(kept));
      kept = '';
      return rest;
    },
  };
}

function redactValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    const shown = redact(text);
    return shown === text ? value : shown;
  }
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [redact(key), redactValue(item, redact)]),
    );
  }
  return value;
}
