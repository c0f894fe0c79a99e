import { beforeAll, expect, test } from 'vitest';

import { createLogger } from '#kernel';

import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

const lines: Record<string, unknown>[] = [];
let plane: TestControlPlane;
beforeAll(async () => {
  const logger = createLogger(
    (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    'debug',
  );
  plane = await testControlPlane({ logger });
});

test('each request is a line that names it as its answer and the audit do, and holds no more of what the client wrote than its ids', async () => {
  const json = { name: 'key', properties: { value: '"s3cret-of-a-variable"', isEncrypted: true } };
  await plane.call('PUT', `${plane.account}/variables/key?${version}`, { json });
  const answer = await plane.call(
    'GET',
    `${plane.account}/variables/s3cret-of-a-variable?${version}&note=in-the-query`,
  );
  const found = lines.filter(({ message }) => message === 'a request was answered').at(-1);
  expect(found).toEqual({
    time: expect.any(String),
    level: 'debug',
    message: 'a request was answered',
    method: 'GET',
    operation: 'Variable_Get',
    route: expect.stringMatching(/\/variables\/:name$/),
    actor: plane.objectId('owner'),
    requestId: answer.headers['x-ms-request-id'],
    correlationId: answer.headers['x-ms-correlation-request-id'],
    status: 404,
    milliseconds: expect.any(Number),
  });
  expect(JSON.stringify(lines)).not.toMatch(/s3cret-of-a-variable|in-the-query/);
});
