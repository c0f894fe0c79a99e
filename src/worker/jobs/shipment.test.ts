import { expect, test } from 'vitest';

import { createShipment, mostItems } from './shipment.ts';

/** Batches that arrive when the test lets them. */
function way(mostUnderWay: number) {
  const sent: { readonly items: readonly number[]; readonly follows: boolean }[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const shipment = createShipment<number>({
    mostUnderWay,
    send(items, before) {
      sent.push({ items, follows: before !== undefined });
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      return gate.promise;
    },
  });
  let next = 0;
  const add = (many: number, weight = 1): void => {
    for (let at = 0; at < many; at += 1) shipment.add((next += 1), weight);
  };
  const begun = async (many: number): Promise<void> => expect.poll(() => sent.length).toBe(many);
  return { sent, gates, shipment, add, begun };
}

test('beside a batch that is under way the next one is sent as soon as it is full, and no third', async () => {
  const { sent, gates, shipment, add, begun } = way(2);
  add(mostItems);
  await begun(1);
  add(mostItems - 1);
  expect(sent).toHaveLength(1);
  add(1);
  expect(sent.map(({ follows }) => follows)).toEqual([false, true]);
  add(2 * mostItems);
  expect(sent).toHaveLength(2);
  gates[0]!.resolve();
  await begun(3);
  expect(sent[2]!.follows).toBe(true);
  const flushed = shipment.flush();
  gates[1]!.resolve();
  await begun(4);
  for (const { resolve } of gates) resolve();
  await flushed;
  expect(sent.flatMap(({ items }) => items)).toEqual(
    Array.from({ length: 4 * mostItems }, (_, at) => at + 1),
  );
});

test('what does not fill a batch waits for the one that is under way', async () => {
  const { sent, gates, shipment, add, begun } = way(2);
  add(mostItems);
  await begun(1);
  add(5);
  const flushed = shipment.flush();
  gates[0]!.resolve();
  await begun(2);
  gates[1]!.resolve();
  await flushed;
  expect(sent[1]).toEqual({ items: [1, 2, 3, 4, 5].map((at) => mostItems + at), follows: false });
});

test('a batch that is refused for good fails who flushes, whatever is under way beside it', async () => {
  const { gates, shipment, add, begun } = way(2);
  add(2 * mostItems);
  await begun(2);
  const flushed = shipment.flush();
  gates[1]!.reject(new Error('after the first'));
  gates[0]!.reject(new Error('the first'));
  await expect(flushed).rejects.toThrow('the first');
});

test('a batch has no more bytes than a server takes, and what waits is told by its bytes too', async () => {
  const { sent, gates, shipment, add, begun } = way(1);
  const megabyte = 1024 * 1024;
  add(10, megabyte);
  await begun(1);
  expect([sent[0]!.items.length, shipment.backlog, shipment.backlogBytes]).toEqual([4, 6, 6 * megabyte]);
  const flushed = shipment.flush();
  for (let at = 0; at < 3; at += 1) {
    await begun(at + 1);
    gates[at]!.resolve();
  }
  await flushed;
  expect([shipment.backlog, shipment.backlogBytes]).toEqual([0, 0]);
});
