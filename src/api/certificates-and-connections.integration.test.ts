import { beforeAll, describe, expect, test } from 'vitest';

import { sql } from '#store';

import * as sample from '../certificates/testing/sample-pfx.ts';
import { type TestControlPlane, testControlPlane, version } from './testing/control-plane.ts';

let plane: TestControlPlane;
let accountId: string;
beforeAll(async () => {
  plane = await testControlPlane();
  const path = { subscriptionId: plane.subscriptionId, resourceGroup: 'tenantry', name: 'main' };
  ({ id: accountId } = await plane.automation.accounts.get(path));
});

const at = (rest: string): string => `${plane.account}/${rest}?${version}`;
const put = (rest: string, properties: object) => plane.call('PUT', at(rest), { json: { properties } });
const patch = (rest: string, properties: object) => plane.call('PATCH', at(rest), { json: { properties } });
const text = (more: object = {}) => ({
  type: 'System.String',
  isEncrypted: false,
  isOptional: false,
  ...more,
});

/** What stands in the tables and the audit, as text: nothing secret may be found in it. */
async function everythingStored(): Promise<string> {
  const rows = await plane.db.query(sql`
    select row_to_json(c)::text as row, encode(content, 'escape') || encode(password, 'escape') as raw from certificate c
    union all select row_to_json(n)::text, encode(field_values, 'escape') from connection n
    union all select row_to_json(a)::text, '' from audit_entry a`);
  return JSON.stringify(rows);
}

describe('certificates', () => {
  const whole = {
    base64Value: sample.pfx,
    password: sample.password,
    isExportable: true,
    description: 'Graph',
  };

  test('content goes in; thumbprint and end come out; made is 201, replaced 200', async () => {
    const made = await put('certificates/sign-in', whole);
    expect(made.status).toBe(201);
    expect(made.json()).toMatchObject({
      id: expect.stringMatching(/\/certificates\/sign-in$/),
      properties: {
        thumbprint: sample.thumbprint,
        expiryTime: expect.stringMatching(/^2126-/),
        isExportable: true,
        description: 'Graph',
      },
    });
    const again = await put('certificates/SIGN-IN', {
      ...whole,
      thumbprint: sample.thumbprint.toLowerCase(),
    });
    const answers = [
      made,
      again,
      await plane.call('GET', at('certificates/sign-in')),
      await plane.call('GET', at('certificates')),
      await patch('certificates/sign-in', { description: 'Graph and Exchange' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    for (const answer of answers) {
      expect(answer.text).not.toContain(sample.pfx.slice(0, 40));
      expect(answer.text).not.toContain(sample.openPfx.slice(0, 40));
      expect(answer.text).not.toContain(sample.password);
    }
    expect(answers.at(-1)!.json()).toMatchObject({ properties: { description: 'Graph and Exchange' } });
    const stored = await everythingStored();
    expect(stored).not.toContain(sample.pfx.slice(0, 40));
    expect(stored).not.toContain(sample.openPfx.slice(0, 40));
    expect(stored).not.toContain(sample.password);
    expect(await plane.automation.assets.certificateForJob(accountId, 'sign-in', 'test-job')).toMatchObject({
      // As Azure keeps it: opened by an empty password.
      content: sample.openPfx,
      password: '',
      hasPrivateKey: true,
    });
  });

  test.each([
    ['its password', { base64Value: sample.pfx, password: 'wrong' }, /the password does not open it/],
    ['its thumbprint', { ...whole, thumbprint: '00' }, /its thumbprint is [0-9A-F]{40}, not 00/],
    ['its content', { base64Value: 'bm90aGluZw==' }, /neither a PKCS#12 file nor a certificate/],
    ['its encryption', { ...whole, base64Value: sample.legacyPfx }, /export it anew/],
    ['its size', { base64Value: 'A'.repeat(400_000) }, /at most/],
  ])('%s is checked before it is kept', async (_name, properties, message) => {
    const { status, json } = await put('certificates/refused', properties);
    expect(status).toBe(400);
    expect(json<{ message: string }>().message).toMatch(message);
    expect((await plane.call('GET', at('certificates/refused'))).json()).toMatchObject({ code: 'NotFound' });
  });

  test('deleted is 200 and gone', async () => {
    await put('certificates/gone', { base64Value: sample.certificateAlone });
    expect((await plane.call('DELETE', at('certificates/gone'))).status).toBe(200);
    expect((await plane.call('DELETE', at('certificates/gone'))).status).toBe(404);
  });
});

describe('connections', () => {
  const principal = {
    ApplicationId: '11111111-0000-0000-0000-000000000000',
    TenantId: '22222222-0000-0000-0000-000000000000',
    CertificateThumbprint: sample.thumbprint,
    SubscriptionId: '33333333-0000-0000-0000-000000000000',
  };
  const connectionType = { name: 'azureserviceprincipal' };

  test('a connection of a built-in type keeps its fields as the type writes them', async () => {
    const given = { ...principal, subscriptionid: principal.SubscriptionId, SubscriptionId: undefined };
    const made = await put('connections/AzureRunAsConnection', {
      connectionType,
      fieldDefinitionValues: given,
    });
    expect(made.status).toBe(201);
    expect(made.json()).toMatchObject({
      properties: { connectionType: { name: 'AzureServicePrincipal' }, fieldDefinitionValues: principal },
    });
    const changed = await patch('connections/azurerunasconnection', {
      fieldDefinitionValues: { TenantId: 'other' },
    });
    expect(changed.json()).toMatchObject({
      properties: { fieldDefinitionValues: { ...principal, TenantId: 'other' } },
    });
    expect((await plane.call('DELETE', at('connections/AzureRunAsConnection'))).status).toBe(200);
    expect((await plane.call('GET', at('connections/AzureRunAsConnection'))).status).toBe(404);
  });

  test.each([
    ['a field is missing', connectionType, { TenantId: 'x' }, 400, /needs a value for field 'ApplicationId'/],
    ['a field is none of the type', connectionType, { ...principal, Color: 'red' }, 400, /no field 'Color'/],
    ['there is no such type', { name: 'Nowhere' }, {}, 404, /Connection type 'Nowhere' not found/],
  ])('where %s it is refused', async (_name, type, fieldDefinitionValues, status, message) => {
    const answer = await put('connections/refused', { connectionType: type, fieldDefinitionValues });
    expect(answer.status).toBe(status);
    expect(answer.json<{ message: string }>().message).toMatch(message);
  });

  test('encrypted fields go in and never come out, by no way', async () => {
    const type = { isGlobal: false, fieldDefinitions: { Address: text(), Key: text({ isEncrypted: true }) } };
    expect((await put('connectionTypes/Api', type)).status).toBe(201);
    const fields = { Address: 'https://billing.contoso.com', Key: 'k3y-nobody-sees' };
    const made = await put('connections/billing', {
      connectionType: { name: 'Api' },
      fieldDefinitionValues: fields,
    });
    const listed = await plane.call('GET', at('connections'));
    for (const answer of [made, listed, await plane.call('GET', at('connections/billing'))])
      expect(answer.text).not.toContain('k3y');
    expect(made.json()).toMatchObject({
      properties: { fieldDefinitionValues: { Address: fields.Address, Key: null } },
    });
    expect(await everythingStored()).not.toContain('k3y');
    expect(await plane.automation.assets.connectionForJob(accountId, 'billing', 'test-job')).toMatchObject({
      fields,
      secretFields: ['Key'],
    });
    // What was null on the way out is left out on the way back in: the value stays.
    await patch('connections/billing', { fieldDefinitionValues: { Address: 'https://other.contoso.com' } });
    expect(await plane.automation.assets.connectionForJob(accountId, 'billing', 'test-job')).toMatchObject({
      fields: { Key: fields.Key },
    });
  });
});

describe('connection types', () => {
  test('the built-in ones are listed and stay as they are', async () => {
    const { value } = (await plane.call('GET', at('connectionTypes'))).json<{ value: { name: string }[] }>();
    expect(value.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Azure', 'AzureClassicCertificate', 'AzureServicePrincipal']),
    );
    expect((await put('connectionTypes/Azure', { fieldDefinitions: {} })).status).toBe(400);
    expect((await plane.call('DELETE', at('connectionTypes/azure'))).status).toBe(400);
  });

  test('making one is 201 each time, with other fields 409; one in use cannot go', async () => {
    const fieldDefinitions = { Host: text() };
    const statuses = [
      await put('connectionTypes/Ftp', { isGlobal: false, fieldDefinitions }),
      await put('connectionTypes/ftp', { isGlobal: false, fieldDefinitions }),
      await put('connectionTypes/Ftp', { isGlobal: false, fieldDefinitions: { Port: text() } }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([201, 201, 409]);
    await put('connections/files', {
      connectionType: { name: 'Ftp' },
      fieldDefinitionValues: { Host: 'ftp.contoso.com' },
    });
    expect((await plane.call('DELETE', at('connectionTypes/Ftp'))).json()).toMatchObject({
      code: 'Conflict',
    });
    await plane.call('DELETE', at('connections/files'));
    expect((await plane.call('DELETE', at('connectionTypes/Ftp'))).status).toBe(200);
  });
});
