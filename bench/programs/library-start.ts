/** Starts the tenant as a library some times, and a bare server as often; tells how long each took. */
import { readFileSync } from 'node:fs';

import Fastify from 'fastify';

import { startTenant } from '#tenant';

import { timed } from '../measurement.ts';

const [keyFile, certFile] = process.argv.slice(2) as [string, string];
const https = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };

async function tenant(): Promise<number> {
  let close = async (): Promise<void> => {};
  const time = await timed(async () => {
    const started = await startTenant();
    close = () => started.close();
  });
  await close();
  return time;
}

async function bare(): Promise<number> {
  const server = Fastify({ https });
  server.get('/v1.0/users', () => ({ value: [] }));
  const time = await timed(() => server.listen({ host: '127.0.0.1', port: 0 }));
  await server.close();
  return time;
}

const first = await tenant();
const [next, bares]: [number[], number[]] = [[], []];
for (let round = 0; round < 5; round += 1) {
  next.push(await tenant());
  bares.push(await bare());
}
process.send!({ first, next, bare: bares });
process.on('disconnect', () => process.exit());
