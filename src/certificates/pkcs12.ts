import { type KeyObject, type X509Certificate, createHash, createHmac, createPrivateKey } from 'node:crypto';

import { type Element, element, oid, readElements, tags } from './der.ts';

/** Object identifiers of RFC 7292 and its kin. */
const ids = {
  data: oid('1.2.840.113549.1.7.1'),
  keyBag: oid('1.2.840.113549.1.12.10.1.1'),
  shroudedKeyBag: oid('1.2.840.113549.1.12.10.1.2'),
  certificateBag: oid('1.2.840.113549.1.12.10.1.3'),
  x509Certificate: oid('1.2.840.113549.1.9.22.1'),
  localKeyId: oid('1.2.840.113549.1.9.21'),
  sha256: oid('2.16.840.1.101.3.4.2.1'),
};

/**
 * The private key of a certificate, out of the PKCS#12 file that holds both. Undefined when the file is put together in a
 * way that we do not read; OpenSSL's and Windows' are read.
 */
export function privateKeyIn(
  pkcs12: Buffer,
  password: string,
  certificate: X509Certificate,
): KeyObject | undefined {
  return bagsIn(pkcs12)
    .map(({ id, value }) => privateKeyOf(id, value, password))
    .find((key) => key !== undefined && certificate.checkPrivateKey(key));
}

interface Bag {
  readonly id: Buffer;
  readonly value: Buffer;
}

/** Those that stand in the open. Keys do, encrypted by themselves; certificates mostly lie in an encrypted part. */
function bagsIn(pkcs12: Buffer): readonly Bag[] {
  const [, authSafe] = inside(only(readElements(pkcs12)));
  const parts = inside(only(readElements(dataOf(authSafe) ?? Buffer.alloc(0))));
  return parts.flatMap((part) => {
    const contents = dataOf(part);
    if (contents === undefined) return [];
    return inside(only(readElements(contents))).flatMap((bag) => {
      const [id, value] = inside(bag);
      return id === undefined || value === undefined ? [] : [{ id: id.raw, value: value.content }];
    });
  });
}

function privateKeyOf(id: Buffer, key: Buffer, password: string): KeyObject | undefined {
  try {
    if (id.equals(ids.keyBag)) return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    if (!id.equals(ids.shroudedKeyBag)) return undefined;
    return createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase: password });
  } catch {
    return undefined;
  }
}

const only = (elements: readonly Element[] | undefined): Element | undefined => elements?.[0];
const inside = (whole: Element | undefined): readonly Element[] =>
  whole === undefined ? [] : (readElements(whole.content) ?? []);

/** What a ContentInfo of type data holds; undefined for the encrypted ones. */
function dataOf(contentInfo: Element | undefined): Buffer | undefined {
  const [type, wrapped] = inside(contentInfo);
  if (type === undefined || !type.raw.equals(ids.data)) return undefined;
  return only(inside(wrapped))?.content;
}

const macIterations = 2_048;

/**
 * A PKCS#12 file of a key and its certificate whose password is empty, as Azure Automation keeps one: what opens it there
 * opens it here. The same pair gives the same file.
 */
export function openPkcs12(certificate: X509Certificate, key: KeyObject): Buffer {
  const der = certificate.raw;
  const keyId = element(
    tags.set,
    element(
      tags.sequence,
      ids.localKeyId,
      element(tags.set, element(tags.octets, createHash('sha1').update(der).digest())),
    ),
  );
  const wrapped = element(
    tags.sequence,
    ids.x509Certificate,
    element(tags.context0, element(tags.octets, der)),
  );
  const bag = (id: Buffer, value: Buffer): Buffer =>
    element(tags.sequence, id, element(tags.context0, value), keyId);
  const contents = element(
    tags.sequence,
    bag(ids.certificateBag, wrapped),
    bag(ids.keyBag, key.export({ format: 'der', type: 'pkcs8' })),
  );
  const safe = element(tags.sequence, dataContent(contents));
  return element(
    tags.sequence,
    element(tags.integer, Buffer.from([3])),
    dataContent(safe),
    integrity(safe, createHash('sha256').update(der).digest().subarray(0, 8)),
  );
}

const dataContent = (data: Buffer): Buffer =>
  element(tags.sequence, ids.data, element(tags.context0, element(tags.octets, data)));

/** RFC 7292, appendix B.2, for an empty password: two zero bytes, repeated to the block of SHA-256. */
function integrity(safe: Buffer, salt: Buffer): Buffer {
  const block = 64;
  const purpose = Buffer.alloc(block, 3);
  let key: Buffer = Buffer.concat([purpose, Buffer.alloc(block, salt), Buffer.alloc(block)]);
  for (let round = 0; round < macIterations; round += 1) key = createHash('sha256').update(key).digest();
  const digest = createHmac('sha256', key).update(safe).digest();
  const algorithm = element(tags.sequence, ids.sha256, element(tags.nothing));
  return element(
    tags.sequence,
    element(tags.sequence, algorithm, element(tags.octets, digest)),
    element(tags.octets, salt),
    element(tags.integer, Buffer.from([macIterations >> 8, macIterations & 0xff])),
  );
}
