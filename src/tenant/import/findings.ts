import { isProblem } from '#kernel';

/** What is wrong with one row of what was given, and what to do about it. */
export interface Finding {
  readonly file: string;
  /** Of a CSV file its line, of a list its row, both from 1; absent when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

/** Where a row came from. */
export interface Source {
  readonly file: string;
  readonly line?: number;
}

/** More than anybody reads: the rest is counted. */
export const mostFindings = 100;

export class Findings {
  readonly shown: Finding[] = [];
  count = 0;

  /** Of the source no more than where it is: a row may hold a password. */
  add({ file, line }: Source, message: string, remedy: string): void {
    this.count += 1;
    if (this.shown.length < mostFindings)
      this.shown.push({ file, ...(line !== undefined && { line }), message, remedy });
  }

  /** What Graph says of a row, in its words. */
  attempt(source: Source, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isProblem(error)) throw error;
      this.add(
        source,
        String(error.values['answer'] ?? error.message),
        error.remedy ?? remedyFor(error.message),
      );
    }
  }
}

function remedyFor(message: string): string {
  if (message.includes('already exist')) return 'Leave the row out, or give it another name or address.';
  if (message.includes('domain')) return "Use one of the tenant's domains, or import the domain first.";
  return 'Correct the row and import everything again.';
}
