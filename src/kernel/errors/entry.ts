/** One row of the error table. `{name}` in a text is filled from the values given to `problem`. */
export interface ErrorEntry {
  /** HTTP status where the error reaches a client; 500 for errors that only people at a terminal see. */
  readonly status: number;
  /** What happened, in one sentence. */
  readonly message: string;
  /** What to do next, in one sentence. */
  readonly remedy?: string;
  /** The code on the wire when it is not the table's own key (Graph and ARM reuse one code for many causes). */
  readonly wireCode?: string;
}

export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
