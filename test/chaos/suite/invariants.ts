import { sql } from '#store';

import type { TenantRequest } from '#client';

import type { Installation } from './installation.ts';
import { stepsOfAJob } from './workload.ts';

/** What was broken, in words; empty when every promise was kept. Read from the database and from what the tenant saw. */
export async function brokenPromises(
  installation: Installation,
  accepted: readonly string[],
): Promise<string[]> {
  const jobs = await jobsOf(installation, accepted);
  const steps = await stepsOf(installation, accepted);
  const broken: string[] = [];
  const say = (what: string, names: readonly string[]): void => {
    if (names.length > 0) broken.push(`${what}: ${names.length} (${names.slice(0, 5).join(', ')} …)`);
  };
  const known = new Set(jobs.map(({ name }) => name));
  say(
    'accepted and lost',
    accepted.filter((name) => !known.has(name)),
  );
  const requests = await seenByTenant(installation);
  say(
    'not completed',
    jobs
      .filter(({ status }) => status !== 'Completed')
      .map(({ name, status, exception }) =>
        [name, status, exception?.split('\n')[0] ?? 'no reason', answersTo(name, requests)].join(', '),
      ),
  );
  say(
    'ended more or less than once',
    jobs.filter(({ ends }) => ends !== 1).map(({ name, ends }) => `${name} ${ends}×`),
  );
  say(
    'without its ten steps',
    jobs.filter(({ name }) => steps.get(name)?.size !== stepsOfAJob).map(({ name }) => name),
  );
  say(
    'of whose lines one is missing, doubled or in the wrong place',
    jobs.filter(({ lines }) => lines !== allLines).map(({ name, lines }) => `${name}: ${lines}`),
  );
  const calls = requests.flatMap(callOf);
  const seen = new Set(calls.map(({ job, step }) => `${job} ${step}`));
  say(
    'steps recorded and never seen by the tenant',
    jobs.flatMap(({ name }) =>
      [...(steps.get(name)?.keys() ?? [])].map((step) => `${name} ${step}`).filter((each) => !seen.has(each)),
    ),
  );
  say('steps repeated after being recorded', repeatedSteps(steps, calls, installation.clock?.really));
  return broken;
}

interface JobSeen {
  readonly name: string;
  readonly status: string;
  readonly exception: string | null;
  readonly ends: number;
  /** Of the attempt that ended it, in their order. */
  readonly lines: string | null;
}

const allLines = Array.from({ length: stepsOfAJob }, (_, at) => at + 1).join(' ');

function jobsOf({ db }: Installation, names: readonly string[]): Promise<JobSeen[]> {
  return db.query<JobSeen>(sql`
    select name, status, exception,
      (select count(*)::int from job_attempt a where a.job_id = j.id and a.outcome in ('Completed', 'Failed', 'Stopped')) as ends,
      (select string_agg(trim(substring(s.text from 'line ([0-9]+)')), ' ' order by s.sequence)
       from job_stream s where s.job_id = j.id and s.attempt = j.attempt and s.text like 'line %') as lines
    from job j where name = any(${[...names]})`);
}

/** When each step of each job was recorded. */
async function stepsOf(
  { db }: Installation,
  names: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const rows = await db.query<{ job: string; step: string; at: Date }>(sql`
    select j.name as job, s.name as step, s.recorded_at as at from job_step s join job j on j.id = s.job_id
    where j.name = any(${[...names]})`);
  const steps = new Map<string, Map<string, number>>();
  for (const { job, step, at } of rows)
    steps.set(job, (steps.get(job) ?? new Map<string, number>()).set(step, at.getTime()));
  return steps;
}

interface StepCall {
  readonly job: string;
  readonly step: string;
  /** Milliseconds. */
  readonly at: number;
}

function callOf({ path, time }: TenantRequest): StepCall[] {
  const [, job, number] = /\/users\/([0-9a-f-]{36})-(\d+)(?:@|%40)chaos/i.exec(path) ?? [];
  return job === undefined ? [] : [{ job, step: `step ${number}`, at: Date.parse(time) }];
}

/** How often the tenant answered the job in which way: `401 ×290, 403 ×8`. */
function answersTo(job: string, requests: readonly TenantRequest[]): string {
  const statuses = requests.filter(({ path }) => path.includes(job)).map(({ status }) => status);
  const many = Map.groupBy(statuses, (status) => status);
  return [...many].map(([status, { length }]) => `${status} ×${length}`).join(', ') || 'no call came';
}

/** The clocks are one machine's, set right where it was wrong: a call that began after the record of its step was made by somebody who should have known. */
function repeatedSteps(
  steps: ReadonlyMap<string, ReadonlyMap<string, number>>,
  calls: readonly StepCall[],
  really: (shown: number) => number = (shown) => shown,
): string[] {
  return calls.flatMap(({ job, step, at }) => {
    const recorded = steps.get(job)?.get(step);
    return recorded !== undefined && really(at) > really(recorded) ? [`${job} ${step}`] : [];
  });
}

async function seenByTenant({ first }: Installation): Promise<readonly TenantRequest[]> {
  const all: TenantRequest[] = [];
  for (;;) {
    const some = await first.session.tenants.requests('main', { after: all.at(-1)?.id ?? 0 });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** How often each step was begun once more than needed: no promise is broken by it, but it tells what the run was worth. */
export async function figures(
  { db }: Installation,
  names: readonly string[],
): Promise<{
  readonly attempts: number;
  readonly moreThanOnce: number;
  readonly workers: number;
}> {
  return db.one(sql`
    select count(*)::int as attempts, count(*) filter (where number > 1)::int as "moreThanOnce",
      count(distinct worker)::int as workers
    from job_attempt a join job j on j.id = a.job_id where j.name = any(${[...names]})`);
}
