import { describe, expect, test } from 'vitest';

import { call, completed, record } from './samples.ts';
import type { Trial } from './trial.ts';

/** Streams and calls. */
export function recordPromises(trial: Trial): void {
  describe('records', () => {
    test('records that are delivered twice are kept once', async () => {
      const attempt = await trial.running();
      const records = [record(1, 'one'), record(2, 'two', { a: 1 })];
      await Promise.all([
        trial.link.appendStreams(attempt, records),
        trial.link.appendStreams(attempt, records),
      ]);
      await trial.link.appendStreams(attempt, [record(2, 'other'), record(3, 'three')]);
      await Promise.all([
        trial.link.appendCalls(attempt, [call(1)]),
        trial.link.appendCalls(attempt, [call(1)]),
      ]);
      const { streams, calls } = await trial.tested.traces(attempt.jobId);
      expect(streams.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
      expect(streams[1]?.value).toEqual({ a: 1 });
      expect(calls).toEqual([{ attempt: 1, pathTemplate: '/v1.0/users/{id}' }]);
      await trial.link.end(attempt, completed);
    });

    test('records of two attempts stand beside each other', async () => {
      const first = await trial.running();
      await trial.link.appendStreams(first, [record(1, 'first')]);
      const second = await trial.nextAttempt(first);
      await trial.link.appendStreams(second.attempt, [record(1, 'second')]);
      const { streams } = await trial.tested.traces(first.jobId);
      expect(streams.map(({ attempt, text }) => [attempt, text])).toEqual([
        [1, 'first'],
        [2, 'second'],
      ]);
      await trial.link.end(second.attempt, completed);
    });

    test('characters that a database does not hold are replaced, all others are kept', async () => {
      const attempt = await trial.running();
      const texts = ['a\0b', '\\u0000', 'C:\\users\\d800', '"quoted" {braces}, NULL', '😀\r\n\u001f'];
      await trial.link.appendStreams(
        attempt,
        texts.map((text, at) => record(at + 1, text, { [text]: text })),
      );
      await trial.link.appendStreams(attempt, [record(9, 'half', ['\ud83d', 'x\ude00y', '\ud83d\ude00'])]);
      const { streams } = await trial.tested.traces(attempt.jobId);
      const kept = ['a\u{FFFD}b', ...texts.slice(1)];
      expect(streams.map(({ text }) => text)).toEqual([...kept, 'half']);
      expect(streams.slice(0, 5).map(({ value }) => value)).toEqual(kept.map((text) => ({ [text]: text })));
      expect(streams[5]?.value).toEqual(['\u{FFFD}', 'x\u{FFFD}y', '😀']);
      await trial.link.end(attempt, completed);
    });

    test('batches that are sent at a time are kept in their order, or the later one is refused', async () => {
      const attempt = await trial.running();
      await Promise.all([
        trial.link.appendStreams(attempt, [record(1, 'one'), record(2, 'two')]),
        trial.link
          .appendStreams(attempt, [record(3, 'three')], 'following')
          .catch((error: unknown) => expect(error).toMatchObject({ code: 'RecordsTooEarly' })),
      ]);
      const early = trial.link.appendStreams(attempt, [record(9, 'nine')], 'following');
      await expect(early).rejects.toMatchObject({ code: 'RecordsTooEarly', status: 409 });
      await trial.link.appendStreams(attempt, [record(3, 'three')]);
      await trial.link.appendStreams(attempt, [record(4, 'four')], 'following');
      const { streams } = await trial.tested.traces(attempt.jobId);
      expect(streams.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four']);
      await trial.link.end(attempt, completed);
    });

    test('a batch of nothing is fine', async () => {
      const attempt = await trial.running();
      await trial.link.appendStreams(attempt, []);
      await trial.link.appendCalls(attempt, []);
      await trial.link.end(attempt, completed);
    });
  });
}
