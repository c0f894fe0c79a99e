import { expect, test } from 'vitest';

import { createPlaces, placeIn } from './places.ts';

const never = new AbortController().signal;
/** Whether somebody comes in at once. */
async function comesIn(entering: Promise<true>): Promise<boolean> {
  return Promise.race([entering, new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
}

test('so many are inside, the others come in as places are left', async () => {
  const places = createPlaces(1);
  expect(await comesIn(places.enter(never))).toBe(true);
  const next = places.enter(never);
  expect(await comesIn(next)).toBe(false);
  places.leave();
  expect(await comesIn(next)).toBe(true);
});

test('a place is free while its job waits; coming back it waits for nobody, and nobody else comes in for it', async () => {
  const places = createPlaces(1);
  await places.enter(never);
  const parent = placeIn(places);
  parent.pause();
  parent.pause();
  expect(await comesIn(places.enter(never))).toBe(true);
  const third = places.enter(never);
  parent.resume();
  // Two are inside, one of them too many: the first to leave makes no place.
  places.leave();
  expect(await comesIn(third)).toBe(false);
  parent.leave();
  expect(await comesIn(third)).toBe(true);
});

test('a job that ends while it waits leaves nothing twice', async () => {
  const places = createPlaces(1);
  await places.enter(never);
  const place = placeIn(places);
  place.pause();
  place.leave();
  place.resume();
  expect(await comesIn(places.enter(never))).toBe(true);
  expect(await comesIn(places.enter(never))).toBe(false);
});
