import { type BodyOf, type Arm, armCall } from './arm.ts';

/** What an account may have; Azure's own figures unless they were changed. */
export interface Limits {
  /** That callers create; one more is refused with 429. */
  readonly newJobsPer30Seconds: number;
  /** At a time; those beyond wait. */
  readonly concurrentJobs: number;
  /** That are uploaded; one more is refused with 429. */
  readonly moduleImportsPer30Seconds: number;
  /** Until a job is stopped. */
  readonly jobRuntimeMinutes: number;
  /** From a job's end until it is deleted. */
  readonly jobRetentionDays: number;
}

export interface LimitsClient {
  get(): Promise<Limits>;
  /** Changes those that are given; null takes one back to its default. */
  update(limits: { readonly [Name in keyof Limits]?: number | null | undefined }): Promise<Limits>;
}

export function limits(arm: Arm): LimitsClient {
  return {
    get: async () => (await arm.transport.call(armCall(arm, '/limits'))).json(),
    update: async (json) =>
      (
        await arm.transport.call(
          armCall(arm, '/limits', { method: 'PATCH', json: json satisfies BodyOf<'Tenantry_UpdateLimits'> }),
        )
      ).json(),
  };
}
