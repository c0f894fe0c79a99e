import { problem } from '#kernel';

import { permissions } from '../edm/permissions/table.ts';
import { handleGraph } from '../odata/handle.ts';
import type { Principal } from '../odata/request.ts';
import type { ServedTenant } from '../server/served-tenant.ts';

/** A call of Graph within the process, with every permission: `graph('POST', '/users', { … })`. Answers with the body. */
export type Administrator = <Answer = Readonly<Record<string, unknown>>>(
  method: string,
  pathAndQuery: string,
  body?: unknown,
) => Answer;

/** Template id of the Entra role: some changes are an administrator's, whatever the permissions. */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

let everything: readonly string[] | undefined;

/**
 * What is arranged for a test goes through Graph's own engine: no state comes about that Graph would not have made. Limits
 * and faults are for the one under test and not met here. A refusal is thrown, in Graph's words.
 */
export function administratorOf(tenant: () => ServedTenant): Administrator {
  return <Answer>(method: string, pathAndQuery: string, body?: unknown): Answer => {
    const { state, clock } = tenant();
    const [path = '', query = ''] = pathAndQuery.split('?');
    const { status, body: answered } = handleGraph(state, clock, {
      method,
      path,
      query: new URLSearchParams(query),
      headers: { consistencylevel: 'eventual' },
      // As it comes over the wire.
      body: body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown),
      base: 'https://graph.microsoft.com/v1.0',
      principal: principal(),
    });
    const { error } = (answered ?? {}) as { error?: { code: string; message: string } };
    if (status >= 400)
      throw problem('TenantArrangementRefused', {
        request: `${method} ${path}`,
        status,
        answer: `${error?.code}: ${error?.message}`,
      });
    return answered as Answer;
  };
}

function principal(): Principal {
  everything ??= [...new Set([...permissions.values()].flatMap(({ application }) => application.flat()))];
  const nobody = '00000000-0000-0000-0000-000000000000';
  return {
    kind: 'app',
    appId: nobody,
    objectId: nobody,
    roles: everything,
    directoryRoles: [globalAdministrator],
  };
}
