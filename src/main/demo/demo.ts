import { type Session, type Terminal, renderDiff, watchJob } from '#cli';
import { type Job, type JobCall, type TenantChange, jobParameters } from '#client';
import { newId, problem } from '#kernel';

import { type Expectation, type ExportedTenant, offboarded } from './offboarded.ts';

export interface DemoOptions {
  readonly session: Session;
  /** User principal name of the employee who leaves. */
  readonly leaver: string;
  readonly runbook?: string;
  /** Told what happens; nothing is printed without it. */
  readonly terminal?: Terminal | undefined;
}

/** The demo as one document. */
export interface DemoReport {
  readonly leaver: string;
  /** What the rehearsal on a fork changed there, and what must be among it. */
  readonly plan: { readonly changes: readonly TenantChange[]; readonly expectations: readonly Expectation[] };
  /** The job on the tenant itself. */
  readonly job: Job;
  readonly calls: readonly JobCall[];
  readonly diff: readonly TenantChange[];
  readonly secondRun: { readonly job: Job; readonly changes: readonly TenantChange[] };
}

/**
 * The main job, rehearsed and for real: a fork shows what would change, the tenant then changes so and no otherwise, and
 * a second run changes nothing. Rejects with `DemoFailed` when any of it is not so.
 */
export async function runDemo({
  session,
  leaver,
  runbook = 'offboard-user',
  terminal,
}: DemoOptions): Promise<DemoReport> {
  const { client, tenants } = session;
  const forks: string[] = [];
  const fork = async (purpose: string): Promise<string> => {
    const { name } = await tenants.fork(`${purpose}-${newId().slice(0, 8)}`);
    forks.push(name);
    return name;
  };
  const headline = (text: string): void => terminal?.say(`\n${terminal.paint('bold', text)}`);

  const run = async (tenant: string, live: boolean): Promise<Job> => {
    const name = newId();
    await client.jobs.create(name, {
      runbook,
      tenant,
      parameters: jobParameters({ userPrincipalName: leaver }),
    });
    const { job } = await watchJob(client.jobs, name, live && terminal !== undefined ? { terminal } : {});
    if (job.status !== 'Completed')
      throw problem('DemoFailed', { detail: `the job ended ${job.status}: ${job.exception ?? ''}` });
    return job;
  };

  try {
    const before = (await tenants.export('main')) as ExportedTenant;
    headline(`1. Rehearsal: ${runbook} for ${leaver}, on a fork of the tenant`);
    const rehearsal = await fork('rehearsal');
    await run(rehearsal, false);
    const planned = await tenants.diff(rehearsal);
    terminal?.out(renderDiff(planned, { paint: terminal.paintOut }));
    const expectations = offboarded(before, leaver, planned, await tenants.outbox(rehearsal));
    demandMet(expectations, 'in the rehearsal');

    headline('2. For real: the same runbook on the tenant itself');
    const untouched = await fork('before');
    const job = await run('main', true);
    const calls = await client.jobs.calls(job.name);
    const diff = await tenants.diff('main', { against: untouched });
    demandMet(offboarded(before, leaver, diff, await tenants.outbox('main')), 'on the tenant');
    demandSame(planned, diff);
    terminal?.say(`The tenant changed exactly as rehearsed: ${diff.length} changes, ${calls.length} calls.`);

    headline('3. Once more: there is nothing left to do');
    const done = await fork('after');
    const again = await run('main', true);
    const changes = await tenants.diff('main', { against: done });
    if (changes.length > 0)
      throw problem('DemoFailed', { detail: `the second run changed ${changes.map(nameOf).join(', ')}` });
    terminal?.say('The second run changed nothing.');
    return {
      leaver,
      plan: { changes: planned, expectations },
      job,
      calls,
      diff,
      secondRun: { job: again, changes },
    };
  } finally {
    for (const name of forks) await tenants.delete(name).catch(() => {});
  }
}

function demandMet(expectations: readonly Expectation[], where: string): void {
  const missing = expectations.filter(({ met }) => !met).map(({ what }) => what);
  if (missing.length > 0)
    throw problem('DemoFailed', { detail: `${where} this is missing: ${missing.join('; ')}` });
}

/** The same things changed, whatever the times and the ids of new messages. */
function demandSame(planned: readonly TenantChange[], real: readonly TenantChange[]): void {
  const [wanted, got] = [planned, real].map((changes) => changes.map(nameOf).toSorted());
  const different = [...new Set(wanted).symmetricDifference(new Set(got))];
  if (different.length > 0 || wanted?.length !== got?.length) {
    throw problem('DemoFailed', { detail: `rehearsal and reality differ in ${different.join(', ')}` });
  }
}

function nameOf({ op, type, name, property, link }: TenantChange): string {
  const part = property ?? (link === undefined ? '' : `${link.nav} ${link.target.name}`);
  return `${op} ${type} ${name} ${part}`.trim();
}
