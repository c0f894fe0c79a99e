import { isDeepStrictEqual } from 'node:util';

import { problem } from '#kernel';
import { type Database, type Queryable, type Vault, sql, statement } from '#store';
import type { ParameterDefinition } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import type { JobOrder } from '../admission/order.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { checkedParameters } from '../jobs/creation.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { definitionsColumn, joinDefinitions, parametersToShow } from '../redaction/parameters-to-show.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { holdSchedules } from './holding.ts';

/** A runbook that a schedule starts, and with what. */
export interface JobSchedule {
  readonly id: string;
  readonly scheduleName: string;
  readonly runbookName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly runOn: string | null;
  /** Of its jobs, instead of the runbook's. */
  readonly order: JobOrder;
}

export interface JobScheduleInput {
  readonly schedule: string;
  readonly runbook: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  readonly order?: JobOrder | undefined;
}

/** What became of a time of a link. */
export interface ScheduleRun {
  /** The time that the schedule means. */
  readonly dueAt: Date;
  readonly outcome: 'job' | 'skipped' | 'failed';
  readonly jobId: string | null;
  readonly jobName: string | null;
  readonly reason: string | null;
  readonly recordedAt: Date;
}

export interface JobScheduleFilter {
  readonly runbookName?: string | undefined;
  readonly scheduleName?: string | undefined;
}

export interface JobSchedules {
  get(accountId: string, id: string): Promise<JobSchedule>;
  /** Without parameters, as Azure's list. */
  list(accountId: string, filter: JobScheduleFilter, after?: string): Promise<Page<JobSchedule>>;
  /**
   * A link never changes: the same one once more is fine, another one under its id is not.
   * @throws JobScheduleExists, JobScheduleLinked, and what is wrong with the parameters
   */
  create(account: Account, id: string, input: JobScheduleInput, actor: Actor): Promise<JobSchedule>;
  remove(account: Account, id: string, actor: Actor): Promise<void>;
  /** The latest time first; `after` is the last page's last time. */
  runs(accountId: string, id: string, after?: string): Promise<Page<ScheduleRun>>;
}

interface Row extends Omit<JobSchedule, 'parameters'> {
  readonly sealed: Buffer;
  readonly definitions: readonly ParameterDefinition[];
}

/** With its parameters as they are. */
type Whole = JobSchedule & Pick<Row, 'definitions'>;

export function linkBinding(accountId: string, id: string): string {
  return `job-schedule:${accountId}:${id.toLowerCase()}`;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const columns = `j.id, s.name as "scheduleName", r.name as "runbookName", j.run_on as "runOn", j.job_order as "order", j.parameters as sealed,
  ${definitionsColumn}`;
const source = `job_schedule j join schedule s on s.id = j.schedule_id join runbook r on r.id = j.runbook_id
  ${joinDefinitions}`;

export function createJobSchedules({
  db,
  vault,
  redactors,
}: {
  readonly db: Database;
  readonly vault: Vault;
  readonly redactors: Redactors;
}): JobSchedules {
  const opened = (accountId: string, { sealed, ...rest }: Row): Whole => ({
    ...rest,
    parameters: openLinkParameters(vault, accountId, rest.id, sealed),
  });

  async function find(accountId: string, id: string, from: Queryable): Promise<Whole | undefined> {
    if (!guid.test(id)) return undefined;
    const row = await from.maybe<Row>(
      statement(`select ${columns} from ${source} where j.account_id = $1 and j.id = $2`, [accountId, id]),
    );
    return row === undefined ? undefined : opened(accountId, row);
  }

  async function demand(accountId: string, id: string, from: Queryable = db): Promise<Whole> {
    const found = await find(accountId, id, from);
    if (found === undefined) throw problem('JobScheduleNotFound', { id });
    return found;
  }

  async function toShow(
    accountId: string,
    { definitions, parameters, ...rest }: Whole,
  ): Promise<JobSchedule> {
    const redactor = await redactors.ofAccount(accountId);
    return { ...rest, parameters: parametersToShow(redactor, definitions, parameters) };
  }

  return {
    get: async (accountId, id) => toShow(accountId, await demand(accountId, id)),
    async list(accountId, { runbookName, scheduleName }, after) {
      if (after !== undefined && !guid.test(after)) throw problem('SkipTokenInvalid');
      const rows = await db.query<Row>(
        statement(
          `select ${columns} from ${source} where j.account_id = $1
             and ($2::text is null or lower(r.name) = lower($2)) and ($3::text is null or lower(s.name) = lower($3))
             and ($4::uuid is null or j.id > $4) order by j.id limit ${pageSize + 1}`,
          [accountId, runbookName ?? null, scheduleName ?? null, after ?? null],
        ),
      );
      const shown = rows.map(({ id, scheduleName: schedule, runbookName: runbook, runOn, order }) => ({
        id,
        order,
        scheduleName: schedule,
        runbookName: runbook,
        runOn,
        parameters: {},
      }));
      return toPage(shown, ({ id }) => id);
    },
    async create(account, id, input, actor) {
      if (!guid.test(id)) throw problem('JobScheduleIdInvalid', { id });
      const made = await db.transaction(async (tx) => {
        const schedule = await tx.maybe<{ id: string }>(sql`
          select id from schedule where account_id = ${account.id} and lower(name) = lower(${input.schedule}) for share`);
        if (schedule === undefined) throw problem('ScheduleNotFound', { name: input.schedule });
        const { runbookId, parameters } = await checkedParameters(
          tx,
          account.id,
          input.runbook,
          input.parameters ?? {},
        );
        const known = await find(account.id, id, tx);
        if (known !== undefined && isSame(known, { ...input, parameters })) return known;
        if (known !== undefined) throw problem('JobScheduleExists');
        const sealed = vault.seal(JSON.stringify(parameters), linkBinding(account.id, id));
        const [written] = await tx.query(sql`
          insert into job_schedule (account_id, id, schedule_id, runbook_id, parameters, run_on, job_order, created_at)
          values (${account.id}, ${id}, ${schedule.id}, ${runbookId}, ${sealed}, ${input.runOn || null},
            ${JSON.stringify(input.order ?? {})}, now())
          on conflict (schedule_id, runbook_id) do nothing returning id`);
        if (written === undefined) throw problem('JobScheduleLinked');
        await audit(tx, {
          ...auditOf(account, id, 'jobSchedules/write', actor),
          details: { schedule: input.schedule, runbook: input.runbook },
        });
        return demand(account.id, id, tx);
      });
      return toShow(account.id, made);
    },
    async remove(account, id, actor) {
      await db.transaction(async (tx) => {
        const known = await demand(account.id, id, tx);
        await holdSchedules(tx, account.id, { linkId: known.id });
        await tx.query(sql`delete from job_schedule where account_id = ${account.id} and id = ${known.id}`);
        await audit(tx, auditOf(account, known.id, 'jobSchedules/delete', actor));
      });
    },
    async runs(accountId, id, after) {
      const { id: known } = await demand(accountId, id);
      const before = after === undefined ? null : new Date(after);
      if (before !== null && Number.isNaN(before.getTime())) throw problem('SkipTokenInvalid');
      const rows = await db.query<ScheduleRun>(sql`
        select r.due_at as "dueAt", r.outcome, r.job_id as "jobId", j.name as "jobName", r.reason,
          r.recorded_at as "recordedAt"
        from schedule_run r left join job j on j.id = r.job_id
        where r.account_id = ${accountId} and r.job_schedule_id = ${known}
          and (${before}::timestamptz is null or r.due_at < ${before})
        order by r.due_at desc limit ${pageSize + 1}`);
      return toPage(rows, ({ dueAt }) => dueAt.toISOString());
    },
  };
}

export function openLinkParameters(
  vault: Vault,
  accountId: string,
  id: string,
  sealed: Buffer,
): Readonly<Record<string, string>> {
  return JSON.parse(vault.openText(sealed, linkBinding(accountId, id))) as Record<string, string>;
}

function isSame(
  known: JobSchedule,
  input: JobScheduleInput & { readonly parameters: Readonly<Record<string, string>> },
): boolean {
  const text = (parameters: Readonly<Record<string, string>>): string =>
    JSON.stringify(Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return (
    known.scheduleName.toLowerCase() === input.schedule.toLowerCase() &&
    known.runbookName.toLowerCase() === input.runbook.toLowerCase() &&
    (known.runOn ?? '') === (input.runOn ?? '') &&
    text(known.parameters) === text(input.parameters) &&
    isDeepStrictEqual(known.order, JSON.parse(JSON.stringify(input.order ?? {})))
  );
}
