import { afterEach, beforeEach, expect, test } from 'vitest';

import { handleGraph } from '../../odata/handle.ts';
import { type Engine, base, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { readImage } from './image.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  Buffer.from('89504e470d0a1a0a', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** As bytes come over the wire. */
function put(path: string, body: unknown) {
  return handleGraph(engine.state, engine.clock, {
    method: 'PUT',
    path,
    query: new URLSearchParams(),
    headers: { 'content-type': 'image/png' },
    body,
    base,
    principal: {
      kind: 'app',
      appId: 'app',
      objectId: 'o',
      roles: ['ProfilePhoto.ReadWrite.All', 'Group.ReadWrite.All'],
    },
  });
}

test.each([`/users/${userId(1)}`, `/groups/${groupId(1)}`])('the photo of %s comes and goes', (owner) => {
  const photo = `${owner}/photo`;
  expect(engine.call('GET', photo).error?.code).toBe('ImageNotFound');
  expect(engine.call('GET', `${photo}/$value`).status).toBe(404);
  expect(put(`${photo}/$value`, png(300, 200)).status).toBe(200);
  expect(engine.call('GET', photo).json).toMatchObject({ id: '300X200', width: 300, height: 200 });
  const { headers, body } = engine.call('GET', `${photo}/$value`);
  expect(headers?.['content-type']).toBe('image/png');
  expect(Buffer.from(body as Uint8Array).equals(png(300, 200))).toBe(true);
  expect(engine.call('GET', `${owner}/photos`).value.map(({ id }) => id)).toEqual([
    '48X48',
    '64X64',
    '96X96',
    '120X120',
    '300X200',
  ]);
  expect(engine.call('DELETE', photo).status).toBe(204);
  expect([engine.call('GET', photo).status, engine.call('DELETE', photo).status]).toEqual([404, 404]);
});

test('sizes are asked for by name', () => {
  put(`/users/${userId(1)}/photo/$value`, png(648, 648));
  expect(engine.call('GET', `/users/${userId(1)}/photos/48x48/$value`).status).toBe(200);
  expect(engine.call('GET', `/users/${userId(1)}/photos/49x49/$value`).status).toBe(404);
});

test('what is no picture is refused', () => {
  expect(put(`/users/${userId(1)}/photo/$value`, Buffer.from('text')).status).toBe(400);
  expect(put(`/users/${userId(1)}/photo/$value`, { a: 1 }).status).toBe(400);
});

test('a JPEG says its size in its frame', () => {
  const head = 'ffd8ffe00004aabbffc000110800f0014003012200021101031101';
  expect(readImage(Buffer.from(head, 'hex'))).toEqual({ type: 'image/jpeg', width: 320, height: 240 });
  expect(readImage(Buffer.from('ffd8', 'hex'))).toBeUndefined();
});
