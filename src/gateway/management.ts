import { problem } from '#kernel';

import type { GatewaySession, Management } from './session.ts';

/** What the API is told of the job behind a call. A job's own word for it does not count. */
const jobHeader = 'x-tenantry-job';
const jobsPath = /\/automationaccounts\/[^/]+\/jobs\//i;

/** @throws GatewayNoManagement, GatewayRehearsal */
export function demandManagement(session: GatewaySession, method: string, path: string): Management {
  const { management } = session;
  if (management === undefined) throw problem('GatewayNoManagement');
  const looks = method === 'GET' || method === 'HEAD';
  if (management.rehearsal && !looks && !jobsPath.test(path.split('?')[0] ?? ''))
    throw problem('GatewayRehearsal', { method });
  return management;
}

export function managementHeaders(
  headers: Readonly<Record<string, string | string[]>>,
  { jobId }: Management,
): Record<string, string | string[]> {
  const others = Object.entries(headers).filter(([name]) => name !== jobHeader);
  return { ...Object.fromEntries(others), [jobHeader]: jobId };
}
