import { problem } from '#kernel';

import { demandTenant } from '../address.ts';
import { provenClient } from '../clients/proven-client.ts';
import type { Client } from '../clients/client.ts';
import { type Resource, demandResource, rolesAt } from '../resources.ts';
import { demandDecision } from './decision.ts';
import { type Granted, type Granting, demandParameter, tokenContext } from '../token-request.ts';
import { appToken } from '../tokens/access-token.ts';
import { answerBody } from './answer-body.ts';

/** An application for itself. */
export async function clientCredentials(granting: Granting): Promise<Granted> {
  const { entra, request } = granting;
  granting.trace.kind = 'servicePrincipal';
  const tenantId = demandTenant(entra.state, request.tenant);
  const { client, method } = await provenClient(granting);
  granting.trace.kind = client.kind;
  const asked =
    request.version === 'v1'
      ? demandParameter(request.form, 'resource')
      : resourceOfScope(demandParameter(request.form, 'scope'));
  const resource = demandResource(entra.state, asked, { origin: request.origin, tenantId });
  granting.trace.resourceAppId = resource.appId;
  demandRole(granting, client, resource);
  demandDecision(granting, {
    kind: 'workload',
    client,
    resource,
    mfa: false,
    clientAppType: 'other',
    authenticationFlow: 'none',
  });
  const token = await appToken(tokenContext(granting), client, resource, method.acr);
  return { body: answerBody(granting, { access_token: token }, resource.audience) };
}

/** Where the resource asks for assignment, an application without a role there is refused. */
function demandRole({ entra }: Granting, client: Client, resource: Resource): void {
  if (resource.principal['appRoleAssignmentRequired'] !== true) return;
  if (rolesAt(entra.state, [client.principal.id], resource).length > 0) return;
  throw problem('EntraClientNotAssigned', {
    client: client.appId,
    name: client.name,
    resource: resource.appId,
    resourceName: String(resource.principal['displayName']),
  });
}

function resourceOfScope(scope: string): string {
  const scopes = scope.split(' ').filter((each) => each !== '');
  const [only] = scopes;
  if (only === undefined || scopes.length > 1) throw problem('EntraScopeInvalid', { scope });
  if (!only.endsWith('/.default')) throw problem('EntraScopeNotDefault', { scope });
  return only.slice(0, -'/.default'.length);
}
