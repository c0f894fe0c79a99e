import { type Redactor, type Screen, createScreen } from '#redaction';
import type { AttemptRef, BuildResult, ImportResult, StreamRecord, WorkerLink } from '#worker-link';

import type { Redactors } from '../redaction/redactors.ts';
import { type IsKept, createRecordTurns } from './record-turns.ts';

/** Open ends of this many attempts are remembered. */
const mostAttempts = 5_000;

export interface ScreenedLinkOptions {
  readonly link: WorkerLink;
  readonly redactors: Redactors;
  /** Changes records that are kept. */
  readonly amend: (attempt: AttemptRef, records: readonly StreamRecord[]) => Promise<void>;
  readonly isKept: IsKept;
}

/**
 * Whatever workers send is blanked once more, against all secrets of the account: a worker knows only those that it gave to
 * the job.
 */
export function screenedLink({ link, redactors, amend, isKept }: ScreenedLinkOptions): WorkerLink {
  const turns = createRecordTurns(isKept);
  const screens = new Map<string, Screen<StreamRecord>>();
  const keyOf = ({ jobId, number }: AttemptRef): string => `${jobId} ${number}`;

  function screenOf(attempt: AttemptRef): Screen<StreamRecord> {
    const key = keyOf(attempt);
    const known = screens.get(key) ?? createScreen<StreamRecord>();
    screens.delete(key);
    screens.set(key, known);
    for (const oldest of screens.keys()) {
      if (screens.size <= mostAttempts) break;
      screens.delete(oldest);
    }
    return known;
  }

  async function append(attempt: AttemptRef, records: readonly StreamRecord[]): Promise<void> {
    const redactor = await redactors.ofJob(attempt.jobId);
    const seen = screenOf(attempt).see(records, redactor.finder);
    const shown = seen.records.map((record, at) => withoutSecretValue(record, redactor, records[at]));
    if (seen.amended.length > 0)
      await amend(
        attempt,
        seen.amended.map((record) => withoutSecretValue(record, redactor)),
      );
    await link.appendStreams(attempt, shown);
    seen.done();
  }

  const forget = (attempt: AttemptRef): void => void screens.delete(keyOf(attempt));

  return {
    ...link,
    async started(attempt, started) {
      const { engine, ...rest } = started;
      return link.started(attempt, {
        ...rest,
        engine: (await redactors.ofJob(attempt.jobId)).redact(engine),
      });
    },
    appendStreams: (attempt, records, following) =>
      turns.take(attempt, records, following, () => append(attempt, records)),
    async recordStep(attempt, step) {
      const redactor = await redactors.ofJob(attempt.jobId);
      const shownName = redactor.redact(step.shownName ?? step.name);
      return link.recordStep(attempt, { ...step, shownName });
    },
    async appendCalls(attempt, calls) {
      const redactor = await redactors.ofJob(attempt.jobId);
      return link.appendCalls(
        attempt,
        calls.map((call) => ({
          ...call,
          method: redactor.redact(call.method),
          host: redactor.redact(call.host),
          pathTemplate: redactor.redact(call.pathTemplate),
        })),
      );
    },
    async end(attempt, end) {
      const { exception, ...rest } = end;
      if (exception === undefined) await link.end(attempt, rest);
      else {
        const redactor = await redactors.ofJob(attempt.jobId);
        await link.end(attempt, { ...rest, exception: redactor.redact(exception) });
      }
      forget(attempt);
    },
    async suspended(attempt) {
      await link.suspended(attempt);
      forget(attempt);
    },
    async parked(attempt, parking) {
      await link.parked(attempt, parking);
      forget(attempt);
    },
    async release(attempt, reason) {
      await link.release(attempt, (await redactors.ofJob(attempt.jobId)).redact(reason));
      forget(attempt);
    },
    async built(attempt, result) {
      return link.built(attempt, withoutSecretTexts(result, await redactors.ofBuild(attempt.jobId)));
    },
    async imported(attempt, result) {
      return link.imported(attempt, importWithoutSecrets(result, await redactors.ofBuild(attempt.jobId)));
    },
    async synced(attempt, result) {
      if (result.ok) return link.synced(attempt, result);
      // A server may say in its refusal what it was sent.
      const redactor = await redactors.ofBuild(attempt.jobId);
      return link.synced(attempt, { ...result, message: redactor.redact(result.message) });
    },
    async environmentBuilt(attempt, result) {
      const redactor = await redactors.ofBuild(attempt.jobId);
      const { packages, fault, ...rest } = result;
      return link.environmentBuilt(attempt, {
        ...rest,
        packages: packages.map((each) => ({ ...each, result: importWithoutSecrets(each.result, redactor) })),
        ...(fault !== undefined && { fault: { ...fault, message: redactor.redact(fault.message) } }),
      });
    },
  };
}

/** Many values are the text itself: they need no second look. */
function withoutSecretValue(record: StreamRecord, redactor: Redactor, came?: StreamRecord): StreamRecord {
  if (record.value === undefined || record.value === null) return record;
  if (came !== undefined && came.value === came.text) return { ...record, value: record.text };
  return { ...record, value: redactor.redactValue(record.value) };
}

/** What a build says to people. The artifact is code: it stays what was published. */
function withoutSecretTexts(result: BuildResult, redactor: Redactor): BuildResult {
  if (!result.ok)
    return {
      ...result,
      diagnostics: result.diagnostics.map((each) => ({ ...each, message: redactor.redact(each.message) })),
    };
  const { description, parameters, ...rest } = result;
  return {
    ...rest,
    parameters: parameters.map((each) => ({
      ...each,
      ...(each.defaultValue !== undefined && { defaultValue: redactor.redact(each.defaultValue) }),
      ...(each.description !== undefined && { description: redactor.redact(each.description) }),
    })),
    ...(description !== undefined && { description: redactor.redact(description) }),
  };
}

function importWithoutSecrets(result: ImportResult, redactor: Redactor): ImportResult {
  if (!result.ok) return { ...result, message: redactor.redact(result.message) };
  const { description, ...rest } = result;
  return { ...rest, ...(description !== undefined && { description: redactor.redact(description) }) };
}
