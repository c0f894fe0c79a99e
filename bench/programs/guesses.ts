/** Posts guesses at tokens of webhooks, so many a second from as many addresses, and says what came of them. */
import { readFileSync } from 'node:fs';

import { Agent, request } from 'undici';

import { delay, monotonicNow, newSecret } from '#kernel';

const [origin = '', caFile = '', perSecond = '', seconds = ''] = process.argv.slice(2);
const agent = new Agent({ connect: { ca: readFileSync(caFile) }, connections: 64, pipelining: 1 });
const statuses: Record<number, number> = {};
const [each, rounds] = [Math.round(Number(perSecond) / 100), Number(seconds) * 100];

let number = 0;
async function guess(): Promise<void> {
  number += 1;
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  const { statusCode, body } = await request(`${origin}/webhooks?token=${newSecret()}`, {
    dispatcher: agent,
    method: 'POST',
    body: 'x',
    headers: { 'x-forwarded-for': address },
  });
  await body.dump();
  statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
}

const began = monotonicNow();
const all: Promise<void>[] = [];
for (let round = 0; round < rounds; round += 1) {
  for (let at = 0; at < each; at += 1) all.push(guess());
  await delay(Math.max(0, began + (round + 1) * 10 - monotonicNow()));
}
await Promise.allSettled(all);
process.send?.({ statuses, milliseconds: monotonicNow() - began });
await agent.close();
