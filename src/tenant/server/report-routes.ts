import type { FastifyInstance, FastifyRequest } from 'fastify';

import { reportFile } from '../behaviours/reports/reports.ts';
import type { ServedTenant } from './served-tenant.ts';

/** Where Graph sends who asks for a report: the address itself is the permission. */
export function reportRoutes(server: FastifyInstance, { state, clock }: ServedTenant): void {
  server.get('/report-download/:token', (request: FastifyRequest<{ Params: { token: string } }>, reply) => {
    const file = reportFile(state, clock, request.params.token);
    if (file === undefined)
      return reply.code(403).type('text/plain').send('The address is not valid, or no longer.');
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .send(file.text);
  });
}
