import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { TenantryError } from '#kernel';

import { applyPatch } from '../diff/apply.ts';
import { diffStates } from '../diff/diff.ts';
import { exportState } from '../diff/export.ts';
import { jsonPatch } from '../diff/json-patch.ts';
import { originOf } from '../server/origin.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import { conductRoutes } from './conduct-routes.ts';
import { dataRoutes } from './data-routes.ts';
import { managedIdentityRoutes } from './managed-identity-routes.ts';
import { signInLinkRoutes } from './sign-in-link-routes.ts';
import type { Tenants } from './tenants.ts';

type Named = FastifyRequest<{
  Params: { name: string };
  Querystring: { against?: string; form?: string; after?: string };
}>;

/** Tenantry's own part of the tenant, on the main origin: what has no counterpart at Microsoft. */
export function adminRoutes(server: FastifyInstance, main: ServedTenant, tenants: Tenants): void {
  server.register(
    async (admin) => {
      admin.addHook('onRequest', async (request: FastifyRequest) => {
        await main.bearer.manage(request.headers.authorization, originOf(request));
      });
      admin.setErrorHandler((error, _request, reply: FastifyReply) => {
        if (!(error instanceof TenantryError)) throw error;
        const { wireCode: code, message, remedy } = error;
        return reply
          .code(error.status)
          .send({ error: { code, message, ...(remedy !== undefined && { remedy }) } });
      });

      dataRoutes(admin, tenants);
      managedIdentityRoutes(admin, tenants);
      signInLinkRoutes(admin, tenants);
      admin.get('/tenants', () => ({ value: tenants.list() }));
      admin.post('/tenants', async (request, reply) => {
        const { name = '', from = 'main' } = (request.body ?? {}) as { name?: string; from?: string };
        return reply.code(201).send(await tenants.fork(name, from));
      });
      admin.get('/tenants/:name', (request: Named) => tenants.describe(request.params.name));
      admin.delete('/tenants/:name', async (request: Named, reply) => {
        await tenants.remove(request.params.name);
        return reply.code(204).send();
      });
      admin.post('/tenants/:name/reset', async (request: Named, reply) => {
        await tenants.reset(request.params.name);
        return reply.code(204).send();
      });
      admin.get('/tenants/:name/diff', (request: Named) => {
        const { against = 'main', form } = request.query;
        const [before, after] = [tenants.get(against).state, tenants.get(request.params.name).state];
        return form === 'json-patch'
          ? { patch: jsonPatch(before, after) }
          : { changes: diffStates(before, after) };
      });
      admin.post('/tenants/:name/apply', (request: Named) => {
        const { patch } = (request.body ?? {}) as { patch?: unknown };
        return { applied: applyPatch(tenants.get(request.params.name).state, patch) };
      });
      admin.get('/tenants/:name/export', (request: Named) =>
        exportState(tenants.get(request.params.name).state),
      );
      admin.get('/tenants/:name/outbox', (request: Named) => ({
        value: tenants.get(request.params.name).state.all('message'),
      }));
      admin.get('/tenants/:name/requests', (request: Named) => ({
        value: tenants.get(request.params.name).log.after(Number(request.query.after ?? 0)),
      }));
      conductRoutes(admin, main.clock, tenants);
    },
    { prefix: '/_tenantry' },
  );
}
