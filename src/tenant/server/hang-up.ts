import type { FastifyReply, FastifyRequest } from 'fastify';

/** Ends the connection without a word. */
export function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}
