import { expect, test } from 'vitest';

import { isProblem, manualClock } from '#kernel';

import { parseDuration } from './duration.ts';
import { tenantClock } from './tenant-clock.ts';

const start = Date.UTC(2026, 10, 24, 10);

function clocks() {
  const outside = manualClock(start);
  return { outside, clock: tenantClock(outside) };
}

test('it goes as the machine does until it is moved, scaled or stopped', () => {
  const { outside, clock } = clocks();
  outside.advance(1_000);
  expect(clock.now()).toBe(start + 1_000);
  clock.change({ rate: 60 });
  outside.advance(1_000);
  expect(clock.now()).toBe(start + 61_000);
  clock.change({ rate: 0 });
  outside.advance(5_000);
  expect(clock.now()).toBe(start + 61_000);
  clock.change({ advance: 500 });
  expect(clock.now()).toBe(start + 61_500);
  clock.change({ at: start, rate: 1 });
  outside.advance(10);
  expect(clock.now()).toBe(start + 10);
  expect(clock.outside()).toBe(start + 7_010);
});

test('a client waits by its own clock', () => {
  const { clock } = clocks();
  expect(clock.toOutside(10_000)).toBe(10_000);
  clock.change({ rate: 100 });
  expect(clock.toOutside(10_000)).toBe(100);
  clock.change({ rate: 0 });
  expect(clock.toOutside(10_000)).toBe(10_000);
});

test('what is due in time that is jumped over is done in order, each at its instant, with what it brings about', () => {
  const { clock } = clocks();
  clock.change({ rate: 0 });
  const done: [string, number][] = [];
  const note = (name: string) => done.push([name, clock.now() - start]);
  clock.after(3_000, () => note('three'));
  clock.after(1_000, () => {
    note('one');
    clock.after(500, () => note('one and a half'));
    clock.after(60_000, () => note('too late'));
  });
  clock.after(2_000, () => note('cancelled')).cancel();
  clock.change({ advance: 10_000 });
  expect(done).toEqual([
    ['one', 1_000],
    ['one and a half', 1_500],
    ['three', 3_000],
  ]);
  expect(clock.now()).toBe(start + 10_000);
  clock.change({ advance: 60_000 });
  expect(done.at(-1)).toEqual(['too late', 61_000]);
});

test('what repeats itself does not hold up a jump over years, and goes on after it', () => {
  const { clock } = clocks();
  clock.change({ rate: 0 });
  let beats = 0;
  const beat = (): void => {
    beats += 1;
    clock.after(1_000, beat);
  };
  beat();
  clock.change({ advance: 3 * 365 * 86_400_000 });
  expect(beats).toBeGreaterThan(10_000);
  const before = beats;
  clock.change({ advance: 5_000 });
  expect(beats).toBe(before + 5);
});

test('work that fails loses none of what waits', () => {
  const { clock } = clocks();
  clock.change({ rate: 0 });
  const done: string[] = [];
  clock.after(1, () => {
    throw new Error('broken');
  });
  clock.after(2, () => done.push('two'));
  expect(() => clock.change({ advance: 5 })).toThrow('broken');
  clock.change({ advance: 0 });
  expect(done).toEqual(['two']);
});

test('its own timers wake it', async () => {
  const clock = tenantClock({ now: () => performance.timeOrigin + performance.now() });
  clock.change({ rate: 10_000 });
  await new Promise<void>((resolve) => clock.after(60_000, resolve));
  clock.close();
});

test('it goes on after a restart as if it had never stopped', () => {
  const { outside, clock } = clocks();
  const kept = new Map<string, string>();
  const store = {
    setting: (key: string) => kept.get(key),
    setSetting: (key: string, value: string) => void kept.set(key, value),
  };
  clock.keepIn(store);
  clock.change({ advance: 86_400_000, rate: 2 });
  outside.advance(1_000);
  const again = tenantClock(outside);
  again.keepIn(store);
  expect(again.now()).toBe(clock.now());
  expect(again.settings.rate).toBe(2);
});

test('what is no clock is refused', () => {
  const { clock } = clocks();
  for (const change of [{ rate: -1 }, { rate: Number.NaN }, { advance: -1 }, { at: Number.NaN }]) {
    expect(() => clock.change(change)).toThrow(
      expect.toSatisfy((error) => isProblem(error, 'TenantClockInvalid')),
    );
  }
});

test('durations are ISO 8601', () => {
  expect(['P7D', 'PT90S', 'P1DT2H', 'P2W', 'PT0.5S'].map(parseDuration)).toEqual([
    604_800_000, 90_000, 93_600_000, 1_209_600_000, 500,
  ]);
  expect(['', 'P', 'PT', '7D', 'P7', 'P1M2'].map(parseDuration)).toEqual(Array(6).fill(undefined));
});
