import { X509Certificate, createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { request } from 'node:https';

import { expect, test } from 'vitest';

import { createAuthority, createClientCertificate, issueServerCertificate, thumbprint } from './index.ts';

test('a client that trusts the authority accepts its server certificate, by name and by address', async () => {
  const authority = await createAuthority({ name: 'Test, "authority"' });
  const server = await issueServerCertificate(authority, { hosts: ['localhost', '127.0.0.1', '::1'] });
  const https = createServer(
    { key: server.privateKeyPem, cert: server.certificatePem },
    (_request, response) => response.end('trusted'),
  ).listen(0, '127.0.0.1');
  await once(https, 'listening');
  const { port } = https.address() as AddressInfo;
  for (const servername of ['localhost', '127.0.0.1']) {
    const call = request({ host: servername, port, ca: authority.certificatePem }).end();
    const [response] = await once(call, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
  }
  const stranger = request({
    host: 'localhost',
    port,
    ca: (await createAuthority({ name: 'x' })).certificatePem,
  }).end();
  await expect(once(stranger, 'response')).rejects.toThrow(/certificate|issuer/i);
  https.close();
});

test('a client certificate is RSA, self-signed and matches its key and thumbprint', async () => {
  const made = await createClientCertificate({ name: 'app' });
  const certificate = new X509Certificate(made.certificatePem);
  expect(certificate.checkPrivateKey(createPrivateKey(made.privateKeyPem))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyType).toBe('rsa');
  expect(made.thumbprintSha256).toBe(thumbprint(made.certificatePem, 'sha256'));
  expect(Buffer.from(made.thumbprintSha256, 'base64url').toString('hex')).toBe(
    certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  );
});
