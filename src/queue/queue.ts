import { type ConstructorOptions, PgBoss } from 'pg-boss';

import { type Logger, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, statement } from '#store';

import { keepLeasesAfterOutages } from './after-outage.ts';
import { inBatches } from './batch.ts';
import { watchClock } from './clock-set-back.ts';
import { dropSpareIndexes } from './spare-indexes.ts';
import * as statements from './statements.ts';
import { type Waiters, createWaiters } from './waiters.ts';

/** Jobs of one group of hybrid workers, by the group's id: nobody else takes them. */
export type GroupTopic = `group-${string}`;
export type Topic = 'job' | 'build' | GroupTopic;
const ownTopics: readonly Topic[] = ['job', 'build'];

/** Where jobs wait: for the workers of the installation, or for those of a group. */
export function jobTopic(workerGroupId: string): GroupTopic;
export function jobTopic(workerGroupId: string | null): Topic;
export function jobTopic(workerGroupId: string | null): Topic {
  return workerGroupId === null ? 'job' : `group-${workerGroupId}`;
}

/** A piece of work that is ours until its heartbeat stops: named by our own job's or operation's id. */
export interface Claimed {
  readonly topic: Topic;
  readonly id: string;
}

export interface EnqueueOptions {
  /** The greater number is claimed first; 0 unless said otherwise. */
  readonly priority?: number;
  /** Nobody claims it earlier. */
  readonly notBefore?: Date | undefined;
}

/**
 * Work waits here until somebody claims it, and comes back when they fall silent. What a claim means, and whose writes
 * count, is the domain's business (attempts); the queue only decides who may begin.
 */
export interface Queue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In the caller's transaction: claimable exactly when the caller's row is there. */
  enqueue(tx: Transaction, topic: Topic, id: string, options?: EnqueueOptions): Promise<void>;
  /** Many at once, in one statement. Where none of them was ever here (`areNew`), they cost less. */
  enqueueMany(
    tx: Transaction,
    topic: Topic,
    items: readonly ({ readonly id: string } & EnqueueOptions)[],
    options?: { readonly areNew?: boolean },
  ): Promise<void>;
  /** What still waits gets other places; what somebody has, or is about to take, keeps its own. */
  reprioritize(
    tx: Transaction,
    topic: Topic,
    items: readonly { readonly id: string; readonly priority: number }[],
  ): Promise<void>;
  /** Once more what was done before: a job that was suspended, or that waited for others. */
  enqueueAgain(tx: Transaction, topic: Topic, id: string, options?: EnqueueOptions): Promise<void>;
  /** The next piece of work, woken by NOTIFY; undefined when none came in time. */
  claim(
    topics: readonly Topic[],
    options: { readonly waitMilliseconds: number; readonly signal?: AbortSignal | undefined },
  ): Promise<Claimed | undefined>;
  /** False when it is no longer ours. */
  heartbeat(claimed: Claimed): Promise<boolean>;
  /** Done for good, whoever has it now. */
  complete(claimed: Claimed, tx?: Transaction): Promise<void>;
  /** Back to the next claimer, at once. */
  release(claimed: Claimed): Promise<void>;
  /** Of a group that is gone. */
  forget(topic: GroupTopic): Promise<void>;
}

const schema = 'queue';
const channel = 'tenantry_queue';
/** pg-boss's least; a silent claim is found at the next look after it. */
const heartbeatSeconds = 10;
/** Workers of a group are behind networks that break for minutes, and spool meanwhile what they have to say. */
export const groupHeartbeatSeconds = 300;
const lookForSilentSeconds = 2;
/** Should a notification be lost (a reconnect, a claim that came back by itself), work waits no longer than this. */
const backstopMilliseconds = 1_000;
/** In one statement. Where more is under way, some of it is completed while more is claimed. */
const mostAtOnce = 50;

export function createQueue(options: { readonly db: Database; readonly logger: Logger }): Queue {
  const { db, logger } = options;
  const settings: ConstructorOptions = {
    db: adapter(db),
    schema,
    schedule: false,
    superviseIntervalSeconds: lookForSilentSeconds,
    monitorIntervalSeconds: lookForSilentSeconds,
    reindex: false,
    monitorVacuum: false,
  };
  const boss = new PgBoss(settings);
  boss.on('error', (error: Error) =>
    logger.warn('queue maintenance failed and will be tried again', { reason: error.message }),
  );

  const waiters: Waiters<Topic> = createWaiters<Topic>({
    backstopMilliseconds,
    mostAtOnce,
    logger,
    async fetch(topics, most) {
      await Promise.all(topics.map(known));
      return db.query<Claimed>(statements.claim(topics, most));
    },
    giveBack: (topic, id) => release({ topic, id }),
  });
  const clockWatch = watchClock({ db, logger });
  const completions = new Map<Topic, (id: string) => Promise<void>>();
  const made = new Map<Topic, Promise<void>>();
  let unlisten: (() => Promise<void>) | undefined;

  /** Resolves when the topic's queue is there; asked of the database once. */
  function known(topic: Topic): Promise<void> {
    const making = made.get(topic) ?? make(topic);
    made.set(topic, making);
    making.catch(() => made.delete(topic));
    return making;
  }

  async function make(topic: Topic): Promise<void> {
    if ((await boss.getQueue(topic)) !== null) return;
    await boss.createQueue(topic, {
      heartbeatSeconds: ownTopics.includes(topic) ? heartbeatSeconds : groupHeartbeatSeconds,
      // The heartbeat decides, never the length of a job.
      expireInSeconds: 24 * 60 * 60 - 1,
      retryLimit: 1_000_000,
      retryDelay: 0,
      retentionSeconds: 365 * 24 * 60 * 60,
      deleteAfterSeconds: 60 * 60,
    });
  }

  function completeSoon(topic: Topic, id: string): Promise<void> {
    const known = completions.get(topic) ?? inBatches<string>(mostAtOnce, (ids) => settle(topic, ids));
    completions.set(topic, known);
    return known(id);
  }

  async function settle(topic: Topic, ids: readonly string[], through: Queryable = db): Promise<void> {
    await through.query(statements.removal(topic, ids));
  }

  async function release({ topic, id }: Claimed): Promise<void> {
    await known(topic);
    await boss.fail(topic, id);
    await db.notify(channel, topic);
  }

  async function enqueue(
    tx: Transaction,
    topic: Topic,
    id: string,
    options: EnqueueOptions = {},
  ): Promise<void> {
    await known(topic);
    await tx.query(statements.insertion(channel, topic, [{ id, ...options }]));
  }

  return {
    async start() {
      await boss.start();
      for (const topic of ownTopics) await known(topic);
      await dropSpareIndexes(db, schema);
      await keepLeasesAfterOutages(db, schema);
      await clockWatch.start();
      unlisten = await db.listen(
        channel,
        (topic) => waiters.wake(topic as Topic),
        () => waiters.wakeAll(),
      );
    },
    async stop() {
      waiters.stop();
      await unlisten?.();
      await clockWatch.stop();
      await boss.stop({ graceful: false, close: false });
    },
    enqueue,
    async enqueueMany(tx, topic, items, { areNew = false } = {}) {
      if (items.length === 0) return;
      await known(topic);
      await tx.query(statements.insertion(channel, topic, items, areNew));
    },
    async reprioritize(tx, topic, items) {
      if (items.length === 0) return;
      await tx.query(statements.reprioritization(topic, items));
    },
    async enqueueAgain(tx, topic, id, how) {
      // Whoever has it ends with it: a row may be left of what an earlier version kept as done.
      await settle(topic, [id], tx);
      await enqueue(tx, topic, id, how);
    },
    async claim(wanted, { waitMilliseconds, signal }) {
      if (unlisten === undefined) throw problem('QueueStopped');
      return waiters.wait(wanted, waitMilliseconds, signal);
    },
    async heartbeat({ topic, id }) {
      await known(topic);
      return affectedOf(await boss.touch(topic, id)) > 0;
    },
    async complete({ topic, id }, tx) {
      if (tx === undefined) return completeSoon(topic, id);
      await settle(topic, [id], tx);
    },
    release,
    async forget(topic) {
      await known(topic);
      made.delete(topic);
      completions.delete(topic);
      await boss.deleteQueue(topic);
    },
  };
}

/** The count is there but missing from pg-boss's types. */
function affectedOf(answer: unknown): number {
  return (answer as { readonly affected?: number } | undefined)?.affected ?? 0;
}

/** pg-boss over our pool or our transaction, whichever the call belongs to. */
function adapter(queryable: Queryable): NonNullable<ConstructorOptions['db']> {
  return {
    async executeSql(text, values) {
      return { rows: await queryable.query(statement(text, values)) };
    },
  };
}
