import { PassThrough } from 'node:stream';

import { expect, test } from 'vitest';

import { type HostFrame, streamTypes } from '#host-protocol';

import { type Broken, readFrames } from './frame-lines.ts';

/** What is heard when the bytes come in pieces of that size. */
function heard(text: string, size = Infinity): readonly (HostFrame | Broken)[] {
  const from = new PassThrough();
  const frames: (HostFrame | Broken)[] = [];
  readFrames(from, (frame) => frames.push(frame));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) from.emit('data', bytes.subarray(at, at + size));
  return frames;
}

const time = '2026-11-24T10:17:06.123Z';
const said = { type: 'stream', stream: 'Output', text: 'é 😀\nnext', time } as const;
const frames = [said, { ...said, value: { a: [1] } }, { type: 'stepBegan', name: 'one' }, said] as const;
const lines = frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');

test.each([1, 3, 50, Infinity])('frames are the same in pieces of %d bytes', (size) => {
  expect(heard(lines, size)).toEqual(frames);
});

test('what a record has beside what the schema knows is left out, as of every other frame', () => {
  expect(heard(`${JSON.stringify({ ...said, more: 1, value: null })}\n`)).toEqual([{ ...said, value: null }]);
});

test('a record is the same whether it is taken from its line or parsed', () => {
  const texts = ['', 'a', 'é 😀 漢', '","time":"', '"}', '\\', 'a\\"b', '\n', '{"type":"stream"}', "it's"];
  const all = texts.flatMap((text) =>
    streamTypes.flatMap((stream) => [
      { type: 'stream', stream, text, time },
      { type: 'stream', stream, text, value: text, time },
      { type: 'stream', stream, text, time, value: [text] },
    ]),
  );
  const line = (frame: object): string => JSON.stringify(frame);
  const spaced = (frame: object): string => JSON.stringify(frame, null, ' ').replaceAll('\n', '');
  for (const write of [line, spaced]) expect(heard(`${all.map(write).join('\n')}\n`)).toEqual(all);
});

test.each([
  ['no JSON', '{"type"'],
  ['two frames on a line', `${JSON.stringify(said)},${JSON.stringify(said)}`],
  ['a stream that there is not', JSON.stringify({ ...said, stream: 'Loud' })],
  ['a line that ends in its text', '{"type":"stream","stream":"Output","text":"said"}'],
  ['a line that ends in its time', '{"type":"stream","stream":"Output","text":"said","time":"'],
  ['more behind a record', `${JSON.stringify(said)}"}`],
  ['a quote within a text', '{"type":"stream","stream":"Output","text":"a"b","time":"c"}'],
  ['a text that is none', JSON.stringify({ ...said, text: 1 })],
])('after %s nothing more is read', (_what, line) => {
  const all = heard(`${JSON.stringify(said)}\n${line}\n${lines}`, 40);
  expect(all).toEqual([said, { broken: expect.any(String) }]);
});
