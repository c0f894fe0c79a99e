import { newId } from '#kernel';
import { type Database, type Vault, sql } from '#store';

import { type SealedJob, sealJob } from '../jobs/sealed-job.ts';
import { openLinkParameters } from './job-schedules.ts';

/** What of a link is the same whenever it is fired: its parameters opened, and sealed for a job to come. */
export interface ReadyLink {
  readonly parameters: Readonly<Record<string, string>>;
  readonly job: SealedJob;
}

type GivenLink = { readonly accountId: string; readonly id: string; readonly sealed: Buffer };

/**
 * Opening and sealing take a quarter of our time where many schedules are due in one moment, and need nothing of that moment: so
 * they are done in the seconds before it.
 */
export interface ReadyLinks {
  /** A part of what is due soon: few enough that what is due now does not wait for it. */
  prepare(now: number): Promise<void>;
  /** For one job. Undefined when there is none ready, and when the link or the key is another one since. */
  take(link: GivenLink): ReadyLink | undefined;
}

const aheadMilliseconds = 10_000;
const lookEvery = 1_000;
/** What was not taken by then is not coming: somebody else fired it, or it was put off. */
const keptMilliseconds = 10_000;
const mostKept = 10_000;
const mostInRound = 500;
/** Of one sealed set of parameters. What is longer is opened when it is due. */
const mostBytes = 4_096;

type Kept = ReadyLink & { readonly sealed: Buffer; readonly key: number; readonly due: number };

export function createReadyLinks(options: { readonly db: Database; readonly vault: Vault }): ReadyLinks {
  const { db, vault } = options;
  const ready = new Map<string, Kept>();
  let coming: (GivenLink & { readonly due: Date })[] = [];
  let lookedUntil = -Infinity;

  async function look(now: number): Promise<void> {
    const until = now + aheadMilliseconds;
    // A clock that was set back comes by the same times once more.
    if (lookedUntil > until) lookedUntil = -Infinity;
    if (until - lookedUntil < lookEvery) return;
    for (const [key, { due }] of ready) if (due < now - keptMilliseconds) ready.delete(key);
    const room = mostKept - ready.size - coming.length;
    const found = await db.query<GivenLink & { readonly due: Date }>(sql`
      select j.account_id as "accountId", j.id, j.parameters as sealed, s.next_run_at as due
      from schedule s join job_schedule j on j.schedule_id = s.id
      where s.is_enabled and s.next_run_at > ${new Date(Math.max(now, lookedUntil))} and s.next_run_at <= ${new Date(until)}
        and octet_length(j.parameters) <= ${mostBytes}::int
      order by s.next_run_at limit ${Math.max(0, room)}::int`);
    lookedUntil = until;
    coming.push(...found);
  }

  function prepareOne({ due, ...link }: GivenLink & { readonly due: Date }): void {
    const parameters = parametersOf(vault, link);
    if (parameters === undefined) return;
    const job = sealJob(vault, newId(), parameters);
    const key = vault.keys.current;
    ready.set(keyOf(link), { parameters, job, sealed: link.sealed, key, due: due.getTime() });
  }

  return {
    async prepare(now) {
      await look(now);
      const some = coming.slice(0, mostInRound);
      coming = coming.slice(mostInRound);
      some.forEach(prepareOne);
    },
    take(link) {
      const kept = ready.get(keyOf(link));
      // A job's id is there for one job, whatever becomes of it.
      ready.delete(keyOf(link));
      return kept?.sealed.equals(link.sealed) === true && kept.key === vault.keys.current ? kept : undefined;
    },
  };
}

function keyOf({ accountId, id }: GivenLink): string {
  return `${accountId} ${id}`;
}

/** What nobody can open is told when it is due. */
function parametersOf(
  vault: Vault,
  { accountId, id, sealed }: GivenLink,
): ReadyLink['parameters'] | undefined {
  try {
    return openLinkParameters(vault, accountId, id, sealed);
  } catch {
    return undefined;
  }
}
