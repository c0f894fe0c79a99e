import type { JobOrder } from '../admission/order.ts';
import type { Later } from './later.ts';
import type { Parent } from './parents.ts';

/** What is asked for when a job is started. */
export interface NewJob {
  readonly name: string;
  readonly runbook: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  readonly tenant: string;
  /** The job that starts it, and how many are above it: children are claimed first, since somebody waits for them. */
  readonly parent?: Omit<Parent, 'tenant'> | undefined;
  /** Given where the runbook takes them, and dropped where it does not; they win over its other parameters. */
  readonly offered?: Readonly<Record<string, string>> | undefined;
  /** Somebody asked for it from outside: only so many of those are taken within 30 seconds. */
  readonly submitted?: boolean;
  /** Instead of the runbook's own. */
  readonly order?: JobOrder | undefined;
  /** It begins at a time that is still to come. */
  readonly later?: Later | undefined;
}
