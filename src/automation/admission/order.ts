import { problem } from '#kernel';

/** What a client says about the order of its jobs: of one, or of those of a runbook, a job schedule, a webhook or an event source. */
export interface JobOrder {
  /** Within its account: a job goes before those that have waited for up to so many minutes longer. From -1000 to 1000; 0 by default. */
  readonly priority?: number | undefined;
  /** Jobs of the account with the same key run so many at a time. */
  readonly concurrency?: ConcurrencyKey | undefined;
}

export interface ConcurrencyKey {
  /** `{name}` in it is the job's parameter of that name. Case does not matter. */
  readonly key: string;
  readonly mostAtOnce: number;
}

/** Of a job, with what it has from elsewhere. */
export interface Order {
  readonly priority: number;
  readonly concurrency: ConcurrencyKey | null;
}

export const noOrder: Order = { priority: 0, concurrency: null };

/** Of the key with the parameters in it; the longer ones are told apart by their beginning. */
const longestKey = 500;

/**
 * The first that says something counts: the job, what starts it, its runbook.
 * @throws ConcurrencyKeySecret where a secret parameter would be in the key, which people see
 */
export function orderOf(
  said: readonly (JobOrder | undefined)[],
  parameters: Readonly<Record<string, string>>,
  secret: readonly string[],
): Order {
  const priority = said.find((each) => each?.priority !== undefined)?.priority ?? 0;
  const concurrency = said.find((each) => each?.concurrency !== undefined)?.concurrency;
  if (concurrency === undefined) return { priority, concurrency: null };
  const key = filled(concurrency.key, parameters, secret).slice(0, longestKey);
  return { priority, concurrency: { ...concurrency, key } };
}

function filled(
  key: string,
  parameters: Readonly<Record<string, string>>,
  secret: readonly string[],
): string {
  return key.replace(/\{(\w+)\}/g, (whole, asked: string) => {
    const name = Object.keys(parameters).find((each) => each.toLowerCase() === asked.toLowerCase());
    if (name === undefined) return whole;
    if (secret.includes(name)) throw problem('ConcurrencyKeySecret', { key, name });
    return parameters[name]!;
  });
}
