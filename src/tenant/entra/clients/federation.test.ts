import { generateKeyPairSync } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { newId } from '#kernel';

import { type TestDirectory, testDirectory } from '../testing/directory.ts';

/** A foreign issuer of this machine, with what it answers and how often it was asked. */
let server: Server;
let issuer = '';
let asked: string[] = [];
let keys: ReturnType<typeof newKey>[] = [];
let redirects = false;
let directory: TestDirectory;
let client = '';

const audience = 'api://AzureADTokenExchange';
const subject = 'repo:octo/app:ref:refs/heads/main';

function newKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (redirects) return response.writeHead(302, { location: 'https://elsewhere.example' }).end();
    const body = request.url?.endsWith('/openid-configuration')
      ? { issuer, jwks_uri: `${issuer}/keys` }
      : { keys: keys.map(({ jwk }) => jwk) };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  keys = [newKey('one')];
});
beforeEach(() => {
  directory = testDirectory();
  client = directory.app();
  trust({ issuer, subject, audiences: [audience] });
  asked = [];
  redirects = false;
  return () => directory.close();
});
afterAll(() => server.close());

function trust(credential: object): void {
  const applicationId = directory.client(client).application.id;
  directory.state.insert('federatedIdentityCredential', {
    id: newId(),
    name: newId(),
    applicationId,
    ...credential,
  });
}

async function ask(
  claims: Partial<Record<'iss' | 'sub' | 'aud', string>> = {},
  key = keys[0]!,
  expires = 600,
) {
  const now = Math.floor(directory.clock.now() / 1000);
  const assertion = await new SignJWT({ iss: issuer, sub: subject, aud: audience, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuedAt(now)
    .setExpirationTime(now + expires)
    .sign(key.privateKey);
  return directory.ask({
    grant_type: 'client_credentials',
    client_id: client,
    scope: 'https://graph.microsoft.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
}

test('a token of the trusted issuer stands for a secret, and its keys are fetched once', async () => {
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(200);
  expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
});

test('issuer, subject and audience are trusted to the letter, and nobody else is asked for keys', async () => {
  expect((await ask({ iss: `${issuer}/` })).code).toBe(700211);
  expect((await ask({ sub: 'repo:octo/app:pull_request' })).code).toBe(700213);
  expect((await ask({ sub: subject.toUpperCase() })).code).toBe(7002138);
  expect((await ask({ aud: 'api://other' })).code).toBe(700212);
  client = directory.app();
  expect((await ask()).code).toBe(70025);
  expect(asked).toEqual([]);
});

test('a new key of the issuer is found, but not more often than twice a minute', async () => {
  await ask();
  const second = newKey('two');
  const before = keys;
  keys = [second];
  expect((await ask({}, second)).code).toBe(5001620);
  directory.clock.advance(31_000);
  expect((await ask({}, second)).status).toBe(200);
  expect((await ask({}, before[0])).code).toBe(5001620);
  keys = before;
});

test('a forged or outdated token is none', async () => {
  expect((await ask({}, newKey('one'))).code).toBe(5001620);
  expect((await ask({}, keys[0], -600)).code).toBe(700024);
});

test('redirects are not followed, and addresses on the network are https', async () => {
  redirects = true;
  expect((await ask()).code).toBe(50166);
  expect(asked).toHaveLength(1);
  trust({ issuer: 'http://issuer.example', subject, audiences: [audience] });
  expect((await ask({ iss: 'http://issuer.example' })).code).toBe(50166);
});
