import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isProblem, problem } from '#kernel';

import { type ImportRequest, importInto } from '../import/import.ts';
import { administratorOf } from '../library/administrator.ts';
import type { SeedProgress } from '../seed/company.ts';
import { sizeOf } from '../seed/size.ts';
import type { Tenants } from './tenants.ts';

type OfTenant = FastifyRequest<{ Params: { name: string } }>;
type OfSnapshot = FastifyRequest<{ Params: { name: string; snapshot: string } }>;

/** A seeding that was asked for: it goes on by itself, and whoever asked looks how far it is. */
interface Seeding {
  readonly state: 'running' | 'done' | 'failed';
  readonly progress?: SeedProgress;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What fills a tenant and keeps what is in it: seeding and snapshots. */
export function dataRoutes(admin: FastifyInstance, tenants: Tenants): void {
  seedingRoutes(admin, tenants);
  snapshotRoutes(admin, tenants);
  importRoute(admin, tenants);
  secretRoute(admin, tenants);
}

/** A Graph export of a company is larger than any request of Graph. */
const importLimit = 512 * 1024 * 1024;

function importRoute(admin: FastifyInstance, tenants: Tenants): void {
  admin.post('/tenants/:name/import', { bodyLimit: importLimit }, (request: OfTenant, reply) => {
    const report = importInto(tenants.get(request.params.name), (request.body ?? {}) as ImportRequest);
    return reply.send(report);
  });
}

function seedingRoutes(admin: FastifyInstance, tenants: Tenants): void {
  const seedings = new Map<string, Seeding>();

  admin.post('/tenants/:name/seed', (request: OfTenant, reply) => {
    const { name } = tenants.describe(request.params.name);
    const { users, seed } = (request.body ?? {}) as { users?: string | number; seed?: string };
    const asked = {
      ...(users !== undefined && { users: sizeOf(users) }),
      ...(seed !== undefined && { seed }),
    };
    if (seedings.get(name)?.state === 'running') throw problem('TenantBusy', { name });
    seedings.set(name, { state: 'running' });
    void tenants
      .reset(name, asked, (progress) => seedings.set(name, { state: 'running', progress }))
      .then(
        () => seedings.set(name, { state: 'done' }),
        (error: unknown) => {
          const known = isProblem(error) ? error : problem('Internal', { detail: 'seeding' }, error);
          seedings.set(name, { state: 'failed', error: { code: known.code, message: known.message } });
        },
      );
    return reply.code(202).send(seedings.get(name));
  });
  admin.get('/tenants/:name/seed', (request: OfTenant) => {
    const { name } = tenants.describe(request.params.name);
    return seedings.get(name) ?? { state: 'done' };
  });
}

/** Another secret of an application, for whoever lost the first one. */
function secretRoute(admin: FastifyInstance, tenants: Tenants): void {
  admin.post(
    '/tenants/:name/applications/:appId/secrets',
    (request: FastifyRequest<{ Params: { name: string; appId: string } }>, reply) => {
      const { name, appId } = request.params;
      const graph = administratorOf(() => tenants.get(name));
      const made = graph('POST', `/applications(appId='${encodeURIComponent(appId)}')/addPassword`, {
        passwordCredential: { displayName: 'made at the command line' },
      });
      return reply.code(201).send(made);
    },
  );
}

function snapshotRoutes(admin: FastifyInstance, { snapshots }: Tenants): void {
  admin.get('/tenants/:name/snapshots', (request: OfTenant) => ({
    value: snapshots.list(request.params.name),
  }));
  admin.post('/tenants/:name/snapshots', (request: OfTenant, reply) => {
    const { name = '' } = (request.body ?? {}) as { name?: string };
    return reply.code(201).send(snapshots.create(request.params.name, name));
  });
  admin.post('/tenants/:name/snapshots/:snapshot/restore', async (request: OfSnapshot, reply) => {
    await snapshots.restore(request.params.name, request.params.snapshot);
    return reply.code(204).send();
  });
  admin.delete('/tenants/:name/snapshots/:snapshot', (request: OfSnapshot, reply) => {
    snapshots.remove(request.params.name, request.params.snapshot);
    return reply.code(204).send();
  });
}
