/** A secret, or what looks like one, in the text of a runbook. It never holds the secret itself. */
export interface SecretFinding {
  /** Which rule found it: `PrivateKey`. */
  readonly rule: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What it is and what to do instead, for a person. */
  readonly message: string;
}
