import { expect, test } from 'vitest';

import { createLogger, delay, dice, isoTime, manualClock, parseIsoTime } from './index.ts';

test('the same seed throws the same dice', () => {
  const [one, other] = [dice('company'), dice('company')];
  expect([one.next(), one.below(100), one.id()]).toEqual([other.next(), other.below(100), other.id()]);
  expect(dice('another').id()).not.toBe(dice('company').id());
  expect(dice('x').id()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a manual clock moves only when it is told to', () => {
  const clock = manualClock(1_000);
  clock.advance(500);
  expect(clock.now()).toBe(1_500);
});

test('times go to text and back', () => {
  expect(parseIsoTime(isoTime(1_700_000_000_123))).toBe(1_700_000_000_123);
  expect(parseIsoTime('yesterday')).toBeUndefined();
});

test('a delay ends at once when it is aborted', async () => {
  const controller = new AbortController();
  const waiting = delay(1e9, controller.signal);
  controller.abort();
  await waiting;
  await delay(1e9, controller.signal);
});

test('a log line is one JSON document with the fields of its logger', () => {
  const lines: string[] = [];
  const log = createLogger((line) => lines.push(line), 'info').with({ room: 'worker' });
  log.debug('unseen');
  log.error('broke', { error: new Error('why') });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', message: 'broke', room: 'worker' });
});
