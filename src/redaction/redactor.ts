import { blank } from './blank.ts';
import { base64Lines, bytesForms, formsOf, shortestLine } from './encodings.ts';
import { type Finder, Patterns, both } from './patterns.ts';
import { type RecordRedactor, createRecordRedactor } from './records.ts';

/** Shorter secrets would blank half of every text; they are refused, and the caller is told. */
export const shortestSecret = 4;
/** A longer one is known in fewer forms, and not by its lines: a whole file would take the memory of a thousand others. */
export const longestSecret = 64 * 1024;

export interface Redactor {
  /**
   * From now on the value is blanked in every form (raw, base64, URL- and JSON-escaped, hex). A value of several lines
   * is also known by its lines, since output is cut at line ends. False: too short, ignored.
   */
  add(secret: string): boolean;
  /** The same for bytes, such as a key: in base64, also line by line, and in hex. */
  addBytes(secret: Uint8Array): void;
  /** The text with `***` for every secret in it. */
  redact(text: string): string;
  /** Any JSON value with `redact` applied to its texts, property names and numbers. */
  redactValue(value: unknown): unknown;
  /** For text that arrives in chunks: finds secrets that lie across them. */
  stream(): TextStream;
  /** For records, which keep their number and order: finds secrets that lie across them. */
  records<Entry extends { readonly text: string }>(): RecordRedactor<Entry>;
  readonly finder: Finder;
}

export interface TextStream {
  /** What can be shown now; a tail that might be the beginning of a secret is kept back. */
  push(chunk: string): string;
  /** The rest, when no more comes. */
  end(): string;
}

/**
 * Finds secret values in text, and those that another one knows. Secrets may be added at any time; text already given out
 * stays as it is.
 */
export function createRedactor(secrets: Iterable<string> = [], other?: Pick<Redactor, 'finder'>): Redactor {
  const patterns = new Patterns();
  const finder = other === undefined ? patterns : both(patterns, other.finder);
  const known = new Set<string>();

  const learn = (secret: string): boolean => {
    if (!isBlankable(secret)) return false;
    if (known.has(secret)) return true;
    known.add(secret);
    const forms =
      secret.length > longestSecret ? [secret, JSON.stringify(secret).slice(1, -1)] : formsOf(secret);
    for (const form of forms) patterns.add(form);
    return true;
  };
  const redact = (text: string): string => blank(text, finder.find(text));

  const redactor: Redactor = {
    finder,
    addBytes(secret) {
      const bytes = Buffer.from(secret);
      for (const form of [...bytesForms(bytes), ...base64Lines(bytes)]) patterns.add(form);
      // As a text that is written down in turn: escaped in an address, in hex of base64.
      learn(bytes.toString('base64'));
    },
    add(secret) {
      if (secret.length > longestSecret) return learn(secret);
      const lines = secret.split(/\r?\n/).map((line) => line.trim());
      // `}` of a key file in JSON is a line, and no secret.
      if (lines.length > 1) for (const line of lines) if (line.length >= shortestLine) learn(line);
      return learn(secret);
    },
    redact,
    redactValue: (value) => redactValue(value, redact),
    stream: () => createTextStream(finder),
    records: () => createRecordRedactor(finder),
  };
  for (const secret of secrets) redactor.add(secret);
  return redactor;
}

/** Words that are no secret of anybody, whatever variable holds them. */
const plainWords = new Set(['true', 'false', 'null', 'none', 'undefined']);

/** Whether texts can be kept free of it without becoming unreadable. */
export function isBlankable(secret: string): boolean {
  return secret.length >= shortestSecret && !plainWords.has(secret.toLowerCase());
}

function createTextStream(finder: Finder): TextStream {
  let kept = '';
  return {
    push(chunk) {
      const text = kept + chunk;
      const found = finder.find(text);
      let cut = finder.openTail(text);
      // A secret that reaches into the kept tail may grow together with the next one: it waits as a whole.
      for (const { start, end } of found) if (start < cut && end > cut) cut = start;
      kept = text.slice(cut);
      return blank(
        text.slice(0, cut),
        found.filter(({ end }) => end <= cut),
      );
    },
    end() {
      const rest = blank(kept, finder.find(kept));
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
