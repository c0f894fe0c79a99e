import { constants, createCipheriv, createHmac, generateKeyPairSync, publicEncrypt } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { changeEvent, readNotifications } from './graph-notifications.ts';
import { readEvents } from './reading.ts';
import { decryptResourceData } from './resource-data.ts';

const posted = (headers: Record<string, string>, body: string) => ({ headers, body: Buffer.from(body) });
const binary = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/a', 'ce-type': 'b' };
const frame = { specversion: '1.0', id: '1', source: '/a', type: 'b' };

test.each([
  ['text/plain', 'hello', { datacontenttype: 'text/plain', data: 'hello' }],
  [
    'application/octet-stream',
    '\u0001',
    { datacontenttype: 'application/octet-stream', data_base64: 'AQ==' },
  ],
  ['application/vnd.x+json', '{"a":1}', { datacontenttype: 'application/vnd.x+json', data: { a: 1 } }],
  ['application/json', '', { datacontenttype: 'application/json' }],
])('data of %s in binary mode', (type, body, data) => {
  const read = readEvents(posted({ ...binary, 'content-type': type }, body));
  expect(read).toEqual({ events: [{ event: { ...frame, ...data }, key: '["/a","1"]' }] });
});

test('whatever is sent, it is read or refused with an error of ours', () => {
  const types = fc.constantFrom(
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/json',
    'text/plain',
    '',
  );
  const names = fc.constantFrom('ce-specversion', 'ce-id', 'ce-source', 'ce-type', 'aeg-event-type');
  const headers = fc.dictionary(names, fc.string());
  fc.assert(
    fc.property(types, headers, fc.oneof(fc.json(), fc.string()), (type, given, body) => {
      const sent = posted({ ...given, 'content-type': type }, body);
      for (const read of [() => readEvents(sent), () => readNotifications(sent.body)])
        try {
          read();
        } catch (error) {
          expect(isProblem(error, 'EventInvalid'), String(error)).toBe(true);
        }
    }),
  );
});

test.each([
  ['an id of its own', { id: 'n1' }, 'n1'],
  ['a sequence', { resourceData: { sequenceNumber: 7 } }, '7'],
  ['an ETag', { resourceData: { '@odata.etag': 'W/"1"' } }, 'W/"1"'],
])('a notification is known by %s', (_what, more, change) => {
  const { key } = changeEvent(
    { subscriptionId: 's', resource: 'r', changeType: 'updated', ...more },
    undefined,
    0,
  );
  expect(key).toBe(JSON.stringify(['s', 'r', 'updated', change]));
});

test('resource data opens with the key it was encrypted for, and with no byte changed', () => {
  const make = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const [own, other] = [make(), make()];
  const key = Buffer.alloc(32, 7);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  const data = Buffer.concat([cipher.update('{"subject":"x"}'), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const content = {
    data: data.toString('base64'),
    dataSignature: createHmac('sha256', key).update(data).digest('base64'),
    dataKey: publicEncrypt({ key: own.publicKey, padding, oaepHash: 'sha1' }, key).toString('base64'),
  };
  const pem = (pair: typeof own): string =>
    pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(decryptResourceData(content, pem(own))).toEqual({ subject: 'x' });
  const changed = Buffer.from(data);
  changed[0]! ^= 1;
  for (const [given, opener] of [
    [content, other],
    [{ ...content, data: changed.toString('base64') }, own],
    [{ ...content, dataSignature: '' }, own],
    [{}, own],
  ] as const)
    expect(() => decryptResourceData(given, pem(opener))).toThrow('not proven to be from it');
});
