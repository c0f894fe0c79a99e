import { X509Certificate, createHash } from 'node:crypto';

import Fastify, { type FastifyInstance } from 'fastify';
import { decodeProtectedHeader, importX509, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { createAuthority, createClientCertificate, issueServerCertificate } from '#certificates';
import { manualClock, systemClock } from '#kernel';

import { type Client, ClientError, clientCertificateToken, createClient, jobParameters } from './index.ts';

let tls: { key: string; cert: string; ca: string };
let server: FastifyInstance;
let origin: string;
let client: Client;
const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Automation/automationAccounts/a b';

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority' });
  const pair = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  tls = { key: pair.privateKeyPem, cert: pair.certificatePem, ca: authority.certificatePem };
});

beforeEach(async () => {
  server = Fastify({ https: tls, forceCloseConnections: true });
  server.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, text, done) =>
    done(null, text),
  );
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, text),
  );
});
afterEach(async () => {
  await client?.close();
  await server.close();
});
afterAll(() => server.close());

async function listen(): Promise<Client> {
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
  client = createClient({
    origin,
    ca: tls.ca,
    token: async (which) => (which?.renew === true ? 'another secret' : 'secret'),
    subscriptionId: 's',
    resourceGroup: 'g',
    account: 'a b',
  });
  return client;
}

const runbook = (name: string) => ({
  id: `${account}/runbooks/${name}`,
  name,
  type: 't',
  properties: { state: 'New' },
});

test('a list follows every nextLink, with the token and flattened properties', async () => {
  server.get(`${account}/runbooks`, async ({ query, headers }) => {
    expect(headers.authorization).toBe('Bearer secret');
    const { $skiptoken } = query as Record<string, string>;
    if ($skiptoken === '1') return { value: [runbook('two')] };
    expect(query).toMatchObject({ 'api-version': expect.stringMatching(/^\d{4}-/) });
    return { value: [runbook('one')], nextLink: `${origin}${account}/runbooks?$skiptoken=1` };
  });
  const { runbooks } = await listen();
  const all = await Array.fromAsync(runbooks.list());
  expect(all).toMatchObject([{ name: 'one', state: 'New' }, { name: 'two' }]);
});

test('a link to another origin is never followed: the token stays at home', async () => {
  server.get(`${account}/runbooks`, async () => ({ value: [], nextLink: 'https://elsewhere.example/x' }));
  const { runbooks } = await listen();
  await expect(Array.fromAsync(runbooks.list())).rejects.toMatchObject({ code: 'ForeignLink' });
});

test('a draft is stored when its operation says so, not when it is accepted', async () => {
  let polls = 0;
  server.put(`${account}/runbooks/r/draft/content`, async ({ body }, reply) => {
    expect(body).toBe('text of it');
    return reply.code(202).header('location', `${origin}/operation`).header('retry-after', '0').send();
  });
  server.get('/operation', async (_request, reply) => {
    polls += 1;
    if (polls < 3) return reply.code(202).header('retry-after', '0').send();
    return { status: 'Succeeded' };
  });
  const { runbooks } = await listen();
  await runbooks.putDraft('r', 'text of it');
  expect(polls).toBe(3);
});

test('a publish that fails rejects with what the compiler found', async () => {
  const details = [{ code: 'TS2304', target: 'r.ts:3:1', message: "Cannot find name 'x'." }];
  server.post(`${account}/runbooks/r/publish`, async (_request, reply) =>
    reply.code(202).header('location', `${origin}/operation`).header('retry-after', '0').send(),
  );
  server.get('/operation', async () => ({
    status: 'Failed',
    error: { code: 'RunbookInvalid', message: 'It does not compile.', details },
  }));
  const { runbooks } = await listen();
  await expect(runbooks.publish('r')).rejects.toMatchObject({ code: 'RunbookInvalid', details });
});

test.each([
  [{ error: { code: 'ResourceNotFound', message: 'gone' } }, 'ResourceNotFound', 'gone'],
  [{ code: 'NotFound', message: 'Variable not found.' }, 'NotFound', 'Variable not found.'],
  ['Webhook not found.', 'Http404', 'Webhook not found.'],
])('every form of error that the API has becomes one: %j', async (body, code, message) => {
  server.get(`${account}/runbooks/r`, async (_request, reply) => reply.code(404).send(body));
  const { runbooks } = await listen();
  const error = await runbooks.get('r').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ status: 404, code, message });
});

test('an API that asks to wait is asked again', async () => {
  let asked = 0;
  server.get(account, async (_request, reply) => {
    asked += 1;
    if (asked === 1)
      return reply.code(429).header('retry-after', '0').send({ code: 'TooMany', message: 'wait' });
    return { id: account, name: 'a b', type: 't', properties: {} };
  });
  const { accounts } = await listen();
  expect((await accounts.get()).name).toBe('a b');
});

test('who is refused comes back with another token, once', async () => {
  const given: (string | undefined)[] = [];
  server.get(account, async (request, reply) => {
    given.push(request.headers.authorization);
    return reply.code(401).send({ code: 'ExpiredAuthenticationToken', message: 'ended' });
  });
  const { accounts } = await listen();
  await expect(accounts.get()).rejects.toMatchObject({ status: 401, code: 'ExpiredAuthenticationToken' });
  expect(given).toEqual(['Bearer secret', 'Bearer another secret']);
});

test('an API that is not there is an error with status 0', async () => {
  await listen();
  await server.close();
  await expect(client.accounts.get()).rejects.toMatchObject({ status: 0, code: 'Unreachable' });
});

test('quotes in a filter value stay inside it', async () => {
  server.get(`${account}/jobs`, async ({ query }) => {
    expect(query).toMatchObject({
      $filter: "properties/runbook/name eq 'it''s' and properties/status eq 'Failed'",
    });
    return { value: [] };
  });
  const { jobs } = await listen();
  expect(await Array.fromAsync(jobs.list({ runbook: "it's", status: 'Failed' }))).toEqual([]);
});

test('parameters are texts, or JSON in the text', () => {
  expect(jobParameters({ a: 'x', b: true, c: ['y'], d: undefined })).toEqual({
    a: 'x',
    b: 'true',
    c: '["y"]',
  });
});

test('a certificate signs in once with PS256, and again when the token nears its end', async () => {
  const certificate = await createClientCertificate({ name: 'test' });
  const clock = manualClock(systemClock.now());
  let issued = 0;
  server.post('/tenant-id/oauth2/v2.0/token', async ({ body }) => {
    const form = new URLSearchParams(body as string);
    const assertion = form.get('client_assertion')!;
    expect(decodeProtectedHeader(assertion)).toMatchObject({
      alg: 'PS256',
      'x5t#S256': createHash('sha256')
        .update(new X509Certificate(certificate.certificatePem).raw)
        .digest('base64url'),
    });
    await jwtVerify(assertion, await importX509(certificate.certificatePem, 'PS256'), {
      audience: `${origin}/tenant-id/oauth2/v2.0/token`,
      issuer: 'client-id',
      subject: 'client-id',
      currentDate: new Date(clock.now()),
    });
    issued += 1;
    return { access_token: `token ${issued}`, expires_in: 3600 };
  });
  await listen();
  const token = clientCertificateToken({
    authority: origin,
    tenantId: 'tenant-id',
    clientId: 'client-id',
    ...certificate,
    scope: 'https://management.azure.com/.default',
    ca: tls.ca,
    clock,
  });
  expect(await Promise.all([token(), token()])).toEqual(['token 1', 'token 1']);
  clock.advance(3_599_000);
  expect(await token()).toBe('token 2');
  expect(await token({ renew: true })).toBe('token 3');
  clock.advance(-1);
  expect(await token()).toBe('token 4');
});
