/** The reference: Fastify over TLS that answers every GET with the same body, in a process of its own. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';

import fastify from 'fastify';

const [keyFile, certFile, bodyFile] = process.argv.slice(2) as [string, string, string];
const body = readFileSync(bodyFile, 'utf8');
const server = fastify({ https: { key: readFileSync(keyFile), cert: readFileSync(certFile) } });
server.get('/*', (_request, reply) => reply.type('application/json').send(body));
await server.listen({ host: '127.0.0.1', port: 0 });
process.send!((server.server.address() as AddressInfo).port);
process.on('disconnect', () => process.exit());
