import type { Socket } from 'node:net';

import type { FastifyInstance } from 'fastify';

/** Clients hardly ever send a second request before the first is answered (RFC 9112, 9.3.2 lets them). */
const mostUnanswered = 8;

/**
 * Ends a connection on which more requests wait than any client sends. Node.js takes all that a connection has brought before it looks
 * at the next one: whoever brings thousands at once would keep everybody else waiting for as long.
 */
export function cutWhoeverRunsAhead(server: FastifyInstance): void {
  const unanswered = new WeakMap<Socket, number>();
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const many = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, many);
    if (many <= mostUnanswered) return done();
    reply.hijack();
    socket.destroy();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    const { socket } = request.raw;
    unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1);
    done();
  });
}
