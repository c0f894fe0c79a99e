import type { Clock, Logger } from '#kernel';
import { type Database, sql } from '#store';
import type { WorkerFacts, WorkerLink } from '#worker-link';

/** A worker of the installation, as it said what it is. */
export interface InstallationWorker {
  readonly name: string;
  readonly facts: WorkerFacts;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Heard of lately. */
  readonly live: boolean;
}

export interface Workers {
  /** Those that were heard of within a day, the live ones first. */
  list(): Promise<readonly InstallationWorker[]>;
}

/** A worker keeps a connection open for as long as it lives: so often this is written down. */
const touchMilliseconds = 15_000;
const liveMilliseconds = 45_000;
const rememberedMilliseconds = 24 * 60 * 60 * 1000;

export function createWorkers({ db, clock }: { readonly db: Database; readonly clock: Clock }): Workers {
  return {
    async list() {
      const since = new Date(clock.now() - rememberedMilliseconds);
      const rows = await db.query<Omit<InstallationWorker, 'live'>>(sql`
        select name, facts, started_at as "startedAt", seen_at as "seenAt" from worker where seen_at > ${since}
        order by seen_at desc, name limit 200`);
      const live = (seenAt: Date): boolean => clock.now() - seenAt.getTime() < liveMilliseconds;
      return rows.map((row) => ({ ...row, live: live(row.seenAt) }));
    },
  };
}

/** The same link, which writes down what workers say of themselves, and that they live. */
export function registeredLink(
  link: WorkerLink,
  { db, clock, logger }: { readonly db: Database; readonly clock: Clock; readonly logger: Logger },
): WorkerLink {
  /** Nobody's work waits for it, or fails by it. */
  const note = (statement: ReturnType<typeof sql>): void =>
    void db
      .query(statement)
      .catch((error: unknown) => logger.debug('a worker could not be noted', { error }));
  const touch = (name: string): void =>
    note(sql`update worker set seen_at = ${new Date(clock.now())} where name = ${name}`);

  return {
    ...link,
    claim(request, signal) {
      const { worker, facts } = request;
      const now = new Date(clock.now());
      if (facts !== undefined)
        note(sql`
          insert into worker (name, facts, started_at, seen_at)
          values (${worker}, ${JSON.stringify(facts)}, ${now}, ${now})
          on conflict (name) do update set facts = excluded.facts, started_at = excluded.started_at, seen_at = excluded.seen_at`);
      return link.claim(request, signal);
    },
    async follow(worker, handle, signal) {
      touch(worker);
      const touching = setInterval(() => touch(worker), touchMilliseconds);
      try {
        await link.follow(worker, handle, signal);
      } finally {
        clearInterval(touching);
      }
    },
  };
}
