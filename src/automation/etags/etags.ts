import { problem } from '#kernel';
import { type Database, type Queryable, type Transaction, guardTransactions, statement } from '#store';

import type { AccountPath } from '../model.ts';

/** The tables of what an account has by name, and tells ETags of. */
const tables = {
  variables: 'variable',
  credentials: 'credential',
  certificates: 'certificate',
  connections: 'connection',
  connectiontypes: 'connection_type',
  runbooks: 'runbook',
  modules: 'module',
  runtimeenvironments: 'runtime_environment',
  schedules: 'schedule',
  webhooks: 'webhook',
  calendars: 'calendar',
  eventsources: 'event_source',
  sourcecontrols: 'source_control',
  hybridrunbookworkergroups: 'hybrid_worker_group',
} as const;

/** A row that a path names: the account itself, or something in it. */
export interface GuardedResource {
  readonly account: AccountPath;
  readonly item?: { readonly collection: keyof typeof tables; readonly name: string } | undefined;
}

/** `If-Match` and `If-None-Match` (RFC 9110, section 13.1), as they came. */
export interface Preconditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface Etags {
  /** As it is now; undefined when there is no such thing. */
  of(resource: GuardedResource): Promise<string | undefined>;
  /**
   * Does the work if the conditions hold, which is asked in its own first transaction: whoever writes the same resource meanwhile
   * waits, or was first and makes them fail. Returns the ETag that the work left behind.
   * @throws PreconditionFailed
   */
  guarded<Result>(
    resource: GuardedResource,
    conditions: Preconditions,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly etag: string | undefined }>;
}

export function isCollection(name: string): name is keyof typeof tables {
  return Object.hasOwn(tables, name);
}

/** .NET ticks in quotes, to the microsecond in which the row was written: `"639001234567890120"`. */
export function etagColumn(table: string): string {
  return `format('"%s"', (extract(epoch from ${table}.modified_at) * 10000000)::bigint + 621355968000000000)`;
}

export function createEtags({ db }: { readonly db: Database }): Etags {
  return {
    of: (resource) => read(db, resource, ''),
    async guarded(resource, conditions, work) {
      const { ifMatch, ifNoneMatch } = conditions;
      const conditional = ifMatch !== undefined || ifNoneMatch !== undefined;
      let etag: string | undefined;
      let passed = false;
      const guard = {
        async enter(tx: Transaction): Promise<void> {
          // The first one that is committed decides: the others go on with what it left.
          if (passed) return;
          await lock(tx, resource, conditional);
          if (conditional) check(await read(tx, resource, 'for no key update of t'), conditions);
        },
        async leave(tx: Transaction): Promise<void> {
          passed = true;
          etag = await read(tx, resource, '');
        },
      };
      // Also asked beforehand: a call that cannot be done is told so before anything else that is wrong with it.
      if (conditional) check(await read(db, resource, ''), conditions);
      const result = await guardTransactions(guard, work);
      return { result, etag };
    },
  };
}

/** Of somebody who asks for nothing to be there, and somebody who makes it, one waits for the other. */
async function lock(
  tx: Transaction,
  { account, item }: GuardedResource,
  conditional: boolean,
): Promise<void> {
  const { subscriptionId, resourceGroup, name } = account;
  const parts = [subscriptionId, resourceGroup, name, item?.collection ?? '', item?.name ?? ''];
  await tx.query(
    statement(`select pg_advisory_xact_lock${conditional ? '' : '_shared'}(hashtextextended($1, 0))`, [
      parts.join('/').toLowerCase(),
    ]),
  );
}

async function read(
  from: Queryable,
  { account, item }: GuardedResource,
  held: '' | 'for no key update of t',
): Promise<string | undefined> {
  const { subscriptionId, resourceGroup, name } = account;
  const place =
    'lower(a.subscription_id) = lower($1) and lower(a.resource_group) = lower($2) and lower(a.name) = lower($3)';
  const row = await from.maybe<{ etag: string }>(
    item === undefined
      ? statement(
          `select ${etagColumn('a')} as etag from account a where ${place} ${held.replace('of t', 'of a')}`,
          [subscriptionId, resourceGroup, name],
        )
      : statement(
          `select ${etagColumn('t')} as etag from ${tables[item.collection]} t join account a on a.id = t.account_id
           where ${place} and lower(t.name) = lower($4) ${held}`,
          [subscriptionId, resourceGroup, name, item.name],
        ),
  );
  return row?.etag;
}

/** @throws PreconditionFailed */
export function check(etag: string | undefined, { ifMatch, ifNoneMatch }: Preconditions): void {
  if (ifMatch !== undefined && !names(ifMatch, etag))
    throw problem('PreconditionFailed', { header: 'If-Match' });
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag))
    throw problem('PreconditionFailed', { header: 'If-None-Match' });
}

/** A weak one (`W/"…"`) is not the same as any of ours. */
function names(header: string, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  const given = header.split(',').map((each) => each.trim());
  // Clients that keep the text without its quotes send it so.
  return given.includes('*') || given.includes(etag) || given.includes(etag.replaceAll('"', ''));
}
