import type {
  Alert,
  HybridWorker,
  InstallationWorker,
  Job,
  JobCall,
  JobSchedule,
  JobStep,
  Runbook,
  Schedule,
  ScheduleRun,
  WorkerGroup,
} from '#client';

import { call, get } from './call.ts';
import type { Session } from './session.ts';

const version = 'api-version=2024-10-23';

interface Wire<Item> {
  readonly properties: Partial<Item>;
}
interface Page<Item> {
  readonly value: readonly Wire<Item>[];
  readonly nextLink?: string | null;
}

/** A resource as pages have it: its properties stand beside its name. */
function flat<Item>({ properties, ...rest }: Wire<Item>): Item {
  return { ...rest, ...properties } as unknown as Item;
}

export interface JobRequest {
  readonly runbook: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tenant?: string;
  readonly runOn?: string;
}

/** One automation account's part of the API, as far as the portal goes. */
export type Account = ReturnType<typeof openAccount>;

export function openAccount({ subscriptionId, resourceGroup, account }: Session) {
  const base = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Automation/automationAccounts/${account}`;
  const at = (path: string, filter?: string): string =>
    `${base}${path}?${version}${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}`;
  const one = async <Item>(path: string, signal?: AbortSignal): Promise<Item> =>
    flat(await get<Wire<Item>>(at(path), signal));
  const values = async <Item>(path: string, signal?: AbortSignal): Promise<readonly Item[]> =>
    (await get<{ value: readonly Item[] }>(at(path), signal)).value;
  /** At most so many: a page shows no more, and says so. */
  const list = async <Item>(
    path: string,
    signal?: AbortSignal,
    filter?: string,
    most = 200,
  ): Promise<Item[]> => {
    const found: Item[] = [];
    let next: string | null | undefined = at(path, filter);
    while (next && found.length < most) {
      const page: Page<Item> = await get(next, signal);
      found.push(...page.value.map((each) => flat<Item>(each)));
      next = page.nextLink && own(page.nextLink);
    }
    return found;
  };
  const post = (path: string, json: unknown = {}) => call(at(path), { method: 'POST', json });

  return {
    follow: (job: string): string => at(`/jobs/${name(job)}/follow`),
    jobs: (signal: AbortSignal, filter: { status?: string; runbook?: string } = {}, most = 100) =>
      list<Job>('/jobs', signal, jobFilter(filter), most),
    job: (job: string, signal?: AbortSignal) => one<Job>(`/jobs/${name(job)}`, signal),
    steps: (job: string, signal: AbortSignal) => values<JobStep>(`/jobs/${name(job)}/steps`, signal),
    calls: (job: string, signal: AbortSignal) => values<JobCall>(`/jobs/${name(job)}/calls`, signal),
    act: (job: string, action: 'stop' | 'suspend' | 'resume') => post(`/jobs/${name(job)}/${action}`),
    async start({ runbook, ...properties }: JobRequest): Promise<string> {
      const job = crypto.randomUUID();
      const json = { properties: { runbook: { name: runbook }, ...properties } };
      await call(at(`/jobs/${job}`), { method: 'PUT', json });
      return job;
    },
    runbooks: (signal: AbortSignal) => list<Runbook>('/runbooks', signal, undefined, 1_000),
    runbook: (runbook: string, signal: AbortSignal) => one<Runbook>(`/runbooks/${name(runbook)}`, signal),
    content: async (runbook: string, signal: AbortSignal): Promise<string> =>
      (await call(at(`/runbooks/${name(runbook)}/content`), { accept: '*/*', signal })).text(),
    schedules: (signal: AbortSignal) => list<Schedule>('/schedules', signal),
    schedule: (schedule: string, signal: AbortSignal) =>
      one<Schedule>(`/schedules/${name(schedule)}`, signal),
    enableSchedule: (schedule: string, isEnabled: boolean) =>
      call(at(`/schedules/${name(schedule)}`), {
        method: 'PATCH',
        json: { name: schedule, properties: { isEnabled } },
      }),
    links: (signal: AbortSignal, schedule?: string) =>
      list<JobSchedule>(
        '/jobSchedules',
        signal,
        schedule === undefined ? undefined : `properties/schedule/name eq ${quoted(schedule)}`,
      ),
    runs: (link: string, signal: AbortSignal) =>
      values<ScheduleRun>(`/jobSchedules/${name(link)}/runs`, signal),
    workers: (signal: AbortSignal) => values<InstallationWorker>('/workers', signal),
    groups: (signal: AbortSignal) => list<WorkerGroup>('/hybridRunbookWorkerGroups', signal),
    groupWorkers: (group: string, signal: AbortSignal) =>
      list<HybridWorker>(`/hybridRunbookWorkerGroups/${name(group)}/hybridRunbookWorkers`, signal),
    alerts: (signal: AbortSignal, state?: string) =>
      list<Alert>(
        '/alerts',
        signal,
        state === undefined ? undefined : `properties/state eq ${quoted(state)}`,
      ),
    snooze: (alert: string, until: string | null) => post(`/alerts/${name(alert)}/snooze`, { until }),
  };
}

const name = encodeURIComponent;
/** OData doubles quotes inside of a text. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export function jobFilter({ status, runbook }: { status?: string; runbook?: string }): string | undefined {
  const terms = [
    ...(status === undefined ? [] : [`properties/status eq ${quoted(status)}`]),
    ...(runbook === undefined ? [] : [`properties/runbook/name eq ${quoted(runbook)}`]),
  ];
  return terms.length === 0 ? undefined : terms.join(' and ');
}

/** Links of the API name the host; what is called is always this origin. */
function own(link: string): string {
  const { pathname, search } = new URL(link, 'https://any');
  return `${pathname}${search}`;
}
