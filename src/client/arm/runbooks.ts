import {
  type BodyOf,
  type Arm,
  type Resource,
  type WireResource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  flat,
  segment,
} from './arm.ts';
import type { ErrorDetail } from '../client-error.ts';
import type { JobOrder, ShownOrder } from '../job/job.ts';
import { finished } from './operation.ts';

export interface RunbookParameter {
  /** .NET name: `System.String`, `System.Boolean`, … */
  readonly type: string;
  readonly isMandatory: boolean;
  readonly position: number;
  /** JSON text. */
  readonly defaultValue?: string | null;
}

/** How many jobs of a runbook run at a time (null: any number), and what becomes of one more. */
export interface Concurrency {
  readonly mostAtOnce: number | null;
  readonly whenBusy: 'queue' | 'skip' | 'replace';
}

export interface RunbookProperties {
  readonly runbookType: string;
  /** `New` was never published, `Edit` has a draft newer than what is published. */
  readonly state: 'New' | 'Edit' | 'Published';
  readonly description?: string | null;
  readonly logVerbose: boolean;
  readonly logProgress: boolean;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  /** The runtime environment that it names; null for what the worker and the account have. */
  readonly runtimeEnvironment?: string | null;
  /** Tenantry's own. */
  readonly concurrency: Concurrency;
  readonly jobDefaults: ShownOrder;
  /** Absent in lists. */
  readonly parameters?: Readonly<Record<string, RunbookParameter>>;
}
export type Runbook = Resource<RunbookProperties>;

export interface DeletedRunbookProperties {
  readonly runbookId: string;
  readonly runbookType: string;
  readonly runtimeEnvironment?: string;
  readonly creationTime: string;
  readonly deletionTime: string;
}
export type DeletedRunbook = Resource<DeletedRunbookProperties>;

export interface RunbookSettings {
  /** `TypeScript`, or one of Azure's: `PowerShell72`, `Python3`, … Fixed once the runbook exists. */
  readonly runbookType?: string;
  readonly description?: string;
  readonly logVerbose?: boolean;
  readonly logProgress?: boolean;
  /** Name of a runtime environment; an empty text takes it away again. */
  readonly runtimeEnvironment?: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Runbooks {
  list(): AsyncGenerator<Runbook>;
  get(name: string): Promise<Runbook>;
  /** Makes the runbook with an empty draft, or updates its settings. */
  create(name: string, settings?: RunbookSettings): Promise<Runbook>;
  /** Left out, a part stays as it is. */
  limit(
    name: string,
    concurrency: { readonly [Part in keyof Concurrency]?: Concurrency[Part] | undefined },
  ): Promise<Runbook>;
  /** What its jobs have that do not say otherwise; all of it is replaced. */
  setJobDefaults(name: string, defaults: JobOrder): Promise<Runbook>;
  /** Replaces the draft; resolves when it is stored. */
  putDraft(name: string, content: string): Promise<void>;
  draft(name: string): Promise<string>;
  /** The published text. */
  content(name: string): Promise<string>;
  /**
   * Builds and publishes the draft; a draft that does not compile rejects, with its findings in `details`. Returns what looks like
   * a secret in the text.
   */
  publish(name: string): Promise<readonly ErrorDetail[]>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
  /** Those of the last 30 days, newest first. */
  deleted(): AsyncGenerator<DeletedRunbook>;
  /** Brings a deleted one back. `runbookId` is what `deleted` says. */
  restore(name: string, runbookId: string): Promise<Runbook>;
}

export function runbooks(arm: Arm): Runbooks {
  const { transport } = arm;
  const at = (name: string, rest = ''): string => `/runbooks/${segment(name)}${rest}`;
  const text = async (path: string): Promise<string> =>
    (await transport.call(armCall(arm, path, { accept: '*/*' }))).text;
  const update = async (
    name: string,
    properties: BodyOf<'Runbook_Update'>['properties'],
  ): Promise<Runbook> => {
    const json = { properties } satisfies BodyOf<'Runbook_Update'>;
    const answer = await transport.call(armCall(arm, at(name), { method: 'PATCH', json }));
    return flat(answer.json<WireResource<RunbookProperties>>());
  };
  return {
    list: () => armList<RunbookProperties>(arm, '/runbooks'),
    get: (name) => armGet<RunbookProperties>(arm, at(name)),
    create: (name, { location = 'local', tags, ...properties } = {}) =>
      armPut<RunbookProperties>(arm, at(name), {
        name,
        location,
        ...(tags !== undefined && { tags }),
        properties: { runbookType: 'TypeScript', draft: {}, ...properties },
      } satisfies BodyOf<'Runbook_CreateOrUpdate'>),
    limit: (name, concurrency) => update(name, { concurrency }),
    setJobDefaults: (name, jobDefaults) => update(name, { jobDefaults }),
    async putDraft(name, content) {
      const call = armCall(arm, at(name, '/draft/content'), {
        method: 'PUT',
        content: { type: 'text/plain; charset=utf-8', text: content },
      });
      await finished(transport, await transport.call(call));
    },
    draft: (name) => text(at(name, '/draft/content')),
    content: (name) => text(at(name, '/content')),
    async publish(name) {
      const call = armCall(arm, at(name, '/publish'), { method: 'POST' });
      return finished(transport, await transport.call(call));
    },
    delete: (name) => armDelete(arm, at(name)),
    deleted: () => armList<DeletedRunbookProperties>(arm, '/listDeletedRunbooks', {}, 'POST'),
    restore: (name, runbookId) =>
      armPut<RunbookProperties>(arm, at(name), {
        name,
        location: 'local',
        properties: { createMode: 'recover', runbookId },
      } satisfies BodyOf<'Runbook_CreateOrUpdate'>),
  };
}
