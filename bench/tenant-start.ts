/**
 * The tenant in somebody's test: how long `startTenant()` takes in a fresh process, and every time after that. The reference
 * is a bare Fastify that listens with a certificate that is there already.
 */
import { type Measurement, atMost } from './measurement.ts';
import { openServers } from './servers.ts';

const processes = 5;

interface Times {
  readonly first: number;
  readonly next: readonly number[];
  readonly bare: readonly number[];
}

export async function measure(): Promise<Measurement[]> {
  const servers = await openServers();
  const all: Times[] = [];
  try {
    for (let round = 0; round < processes; round += 1)
      all.push(
        await servers.start<Times>('library-start', servers.file('server.key'), servers.file('server.pem')),
      );
  } finally {
    await servers.stop();
  }
  const bare = all.flatMap((times) => times.bare);
  return [
    atMost(
      'tenant as a library: first start of a process, 250 people (reference: bare Fastify)',
      all.map(({ first }) => first),
      bare,
      0.5,
      300,
    ),
    atMost(
      'tenant as a library: every other start (reference: bare Fastify)',
      all.flatMap(({ next }) => next),
      bare,
      0.5,
      150,
    ),
  ];
}
