import { Readable } from 'node:stream';

import Fastify from 'fastify';
import { expect, test } from 'vitest';

import { giveLastAnswers } from './last-answers.ts';

test('a server that is closed answers what it accepted, refuses what comes meanwhile, and cuts those who only follow', async () => {
  const server = Fastify({ forceCloseConnections: true });
  giveLastAnswers(server);
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  server.get('/slow', () => {
    asked.resolve();
    return answer.promise;
  });
  server.get('/events', (_request, reply) => reply.type('text/event-stream').send(endless()));
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  const events = await fetch(`${origin}/events`);
  const slow = fetch(`${origin}/slow`);
  await asked.promise;
  const closed = server.close();
  // On connections that are open already, and new ones as long as the last answer is outstanding.
  await expect.poll(async () => (await fetch(`${origin}/other`)).status).toBe(503);
  answer.resolve('done');
  expect(await (await slow).text()).toBe('done');
  await closed;
  await expect(events.text()).rejects.toThrow();
});

function endless(): Readable {
  const body = new Readable({ read() {} });
  body.push('data: 1\n\n');
  return body;
}
