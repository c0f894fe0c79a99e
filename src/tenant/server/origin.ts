import type { FastifyRequest } from 'fastify';

/** `https://graph.microsoft.com` or `https://localhost:7444`: links go back to the host that the client used. */
export function originOf(request: FastifyRequest): string {
  return `https://${request.headers.host ?? 'localhost'}`;
}
