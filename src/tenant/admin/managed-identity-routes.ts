import type { FastifyInstance, FastifyRequest } from 'fastify';

import { newId, problem } from '#kernel';

import {
  type ManagedIdentityInput,
  makeManagedIdentity,
  managedIdentities,
  removeManagedIdentity,
  resourceOf,
} from '../behaviours/applications/managed-identities.ts';
import type { Row } from '../state/columns.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import type { Tenants } from './tenants.ts';

type OfTenant = FastifyRequest<{ Params: { name: string } }>;
type OfIdentity = FastifyRequest<{ Params: { name: string; clientId: string } }>;

/**
 * What Azure's resource provider of managed identities does in the directory, out of everybody's sight: Graph itself makes
 * no such principal and removes none.
 */
export function managedIdentityRoutes(admin: FastifyInstance, tenants: Tenants): void {
  admin.get('/tenants/:name/managedIdentities', ({ params }: OfTenant) => ({
    value: managedIdentities(tenants.get(params.name).state).map(shown),
  }));
  admin.post('/tenants/:name/managedIdentities', (request: OfTenant, reply) => {
    const tenant = tenants.get(request.params.name);
    const made = makeManagedIdentity(workOn(tenant), (request.body ?? {}) as ManagedIdentityInput);
    return reply.code(201).send(shown(made));
  });
  admin.delete('/tenants/:name/managedIdentities/:clientId', ({ params }: OfIdentity, reply) => {
    const { name, clientId } = params;
    if (!removeManagedIdentity(workOn(tenants.get(name)), clientId))
      throw problem('ManagedIdentityMissing', { clientId });
    return reply.code(204).send();
  });
}

function workOn({ state, clock }: ServedTenant) {
  return { state, clock, newId };
}

function shown(principal: Row) {
  return {
    clientId: String(principal['appId']),
    principalId: principal.id,
    displayName: String(principal['displayName']),
    resourceId: resourceOf(principal),
  };
}
