import type { Route } from '../index.ts';

/** What the server answered, and as which operation; undefined where no route did. */
export interface Served {
  readonly route: Route | undefined;
  readonly method: string;
  readonly url: string;
  /** As the client names itself. */
  readonly userAgent: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Its text; undefined for a body that is a stream. */
  readonly body: string | undefined;
}
