import { isProblem } from '#kernel';
import type { Queue } from '#queue';
import { type Transaction, type Vault, sql } from '#store';
import type { BuildResult, Diagnostic, InlineRunbook } from '#worker-link';

import { enter } from '../admission/entering.ts';
import { letIn } from '../admission/letting-in.ts';
import { placeOfRunOn } from '../hybrid-workers/places.ts';
import { parametersFor } from '../jobs/creation.ts';
import { jobChannel, parametersBinding } from '../jobs/job.ts';
import type { JobStatus } from '../jobs/job-states.ts';
import { secretParameters } from '../jobs/parameters.ts';
import { settleEnd } from '../jobs/settling.ts';
import { keepArtifact } from '../runbooks/artifacts.ts';
import { type Finding, compilationFailure, findingLine, findingsOf } from '../runbooks/findings.ts';
import { type InlineRef, pinInline } from '../runbooks/inline.ts';

/** A draft that was built for a test job, and what was found in it. */
export interface TestBuild {
  readonly jobId: string;
  readonly accountId: string;
  readonly name: string;
  readonly type: string;
  readonly refs: readonly InlineRef[];
  readonly faults: readonly Diagnostic[];
}

interface Parts {
  readonly queue: Queue;
  readonly vault: Vault;
}

type Testing = Readonly<{ id: string; status: JobStatus; given: Buffer; runOn: string | null }>;

/** The build of a test job's draft has ended: the job is queued, or fails with what was found, each at its place. */
export async function finishTestBuild(
  tx: Transaction,
  parts: Parts,
  build: TestBuild,
  result: BuildResult,
): Promise<void> {
  const job = await tx.maybe<Testing>(sql`
    select id, status, parameters as given, run_on as "runOn" from job where id = ${build.jobId} and ended_at is null for update`);
  // Stopped while it was built.
  if (job === undefined) return;
  if (!result.ok || build.faults.length > 0) {
    const findings = findingsOf(build.faults);
    return failTest(tx, parts.queue, job.id, compilationFailure(build.name, findings).message, findings);
  }
  try {
    const { refs, accountId } = build;
    await readyTest(tx, parts, job, { build, result, inline: await pinInline(tx, accountId, refs) });
  } catch (error) {
    // Parameters that do not fit are known only now; a runbook that it calls may have gone meanwhile.
    if (!isProblem(error) || error.status >= 500) throw error;
    await failTest(tx, parts.queue, job.id, error.advice, []);
  }
}

async function readyTest(
  tx: Transaction,
  { queue, vault }: Parts,
  { id, status, given, runOn }: Testing,
  built: {
    readonly build: TestBuild;
    readonly result: BuildResult & { ok: true };
    readonly inline: readonly InlineRunbook[];
  },
): Promise<void> {
  const { result, inline, build } = built;
  const binding = parametersBinding(id);
  const parameters = parametersFor(
    { ...build, parameters: result.parameters },
    JSON.parse(vault.openText(given, binding)) as Record<string, string>,
  );
  const artifactHash = await keepArtifact(tx, result.artifact);
  await tx.query(sql`
    update job set artifact_hash = ${artifactHash}, inline = ${JSON.stringify(inline)},
      parameters = ${vault.seal(JSON.stringify(parameters), binding)},
      secret_parameters = ${secretParameters(result.parameters, parameters)}, modified_at = now()
    where id = ${id}`);
  await tx.notify(jobChannel, id);
  const workerGroupId = await placeOfRunOn(tx, build.accountId, runOn ?? undefined);
  await tx.query(sql`update job set worker_group_id = ${workerGroupId} where id = ${id}`);
  // Suspended while it was built: it is queued when somebody resumes it.
  if (status === 'Suspended') return;
  if (workerGroupId !== null) return enter(tx, queue, id, { round: 0, rank: 0, workerGroupId });
  // Then it waits its turn in the account as any other, and is let in if there is room.
  await tx.query(sql`update job set held_because = 'account' where id = ${id}`);
  await letIn(tx, queue, build.accountId, { runbook: build.name, key: null });
}

async function failTest(
  tx: Transaction,
  queue: Queue,
  id: string,
  exception: string,
  findings: readonly Finding[],
): Promise<void> {
  const records =
    findings.length === 0
      ? [{ text: exception, value: { Message: exception } }]
      : findings.map((finding) => ({
          text: findingLine(finding),
          value: { Message: finding.message, Position: finding.target, FullyQualifiedErrorId: finding.code },
        }));
  await tx.query(sql`
    with tested as (select id from job where id = ${id} for update)
    insert into job_stream (job_id, attempt, sequence, stream, text, value, time)
    select tested.id, 1, r.sequence, 'Error', r.text, r.value, now() from tested, unnest(
      ${records.map((_, at) => at + 1)}::bigint[], ${records.map(({ text }) => text)}::text[],
      ${records.map(({ value }) => JSON.stringify(value))}::jsonb[]) as r (sequence, text, value)`);
  await tx.query(sql`
    update job set status = 'Failed', exception = ${exception}, ended_at = now(), status_modified_at = now(), modified_at = now()
    where id = ${id}`);
  await settleEnd(tx, queue, id);
}
