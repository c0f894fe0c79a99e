import { sign } from 'node:crypto';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../../odata/testing/engine.ts';
import { type TestCertificate, makeCertificate } from '../testing/certificate.ts';

let engine: Engine;
let certificate: TestCertificate;
let successor: TestCertificate;
beforeAll(async () => {
  certificate = await makeCertificate(new Date('2026-01-01'), new Date('2027-06-01'));
  successor = await makeCertificate(new Date('2026-01-01'), new Date('2028-06-01'));
});
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const guid = (n: number): string => `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const credential = (key: string) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key });
const role = (n: number, change: object = {}) => ({
  id: guid(n),
  value: `Thing.Do${n}`,
  displayName: 'Do',
  description: 'Does things',
  allowedMemberTypes: ['Application'],
  isEnabled: true,
  ...change,
});
const scope = (n: number, change: object = {}) => ({
  id: guid(n),
  value: `thing.read${n}`,
  adminConsentDisplayName: 'Read',
  adminConsentDescription: 'Reads things',
  type: 'User',
  isEnabled: true,
  ...change,
});

function application(body: object = {}): { id: string; appId: string } {
  const { json, status } = engine.call('POST', '/applications', { displayName: 'Job runner', ...body });
  expect(status, JSON.stringify(json)).toBe(201);
  return { id: String(json['id']), appId: String(json['appId']) };
}

function withPrincipal(body: object = {}): { id: string; appId: string; principal: string } {
  const made = application(body);
  const { json } = engine.call('POST', '/servicePrincipals', { appId: made.appId });
  return { ...made, principal: String(json['id']) };
}

describe('applications', () => {
  test('a new one is complete, found by its appId and by its unique name', () => {
    const { id, appId } = application({ uniqueName: 'job-runner' });
    const { json } = engine.call('GET', `/applications(appId='${appId}')`);
    expect(json).toMatchObject({
      id,
      signInAudience: 'AzureADMyOrg',
      identifierUris: [],
      publisherDomain: 'contoso.com',
    });
    expect(json['api']).toMatchObject({ oauth2PermissionScopes: [], requestedAccessTokenVersion: null });
    expect(engine.call('GET', `/applications(uniqueName='job-runner')`).json['id']).toBe(id);
    expect(engine.call('POST', '/applications', { displayName: 'x', uniqueName: 'job-runner' }).status).toBe(
      400,
    );
    expect(engine.call('PATCH', `/applications/${id}`, { uniqueName: 'other' }).status).toBe(400);
  });

  test.each([
    [{}, 'displayName'],
    [{ displayName: 'x'.repeat(257) }, 'displayName'],
    [{ displayName: 'x', signInAudience: 'Everybody' }, 'signInAudience'],
    [{ displayName: 'x', identifierUris: ['https://elsewhere.example/x'] }, 'must use a verified domain'],
    [{ displayName: 'x', identifierUris: ['api://made-up'] }, 'must use a verified domain'],
    [{ displayName: 'x', identifierUris: ['https://contoso.com/'] }, 'identifierUris'],
    [{ displayName: 'x', web: { redirectUris: ['http://contoso.com/back'] } }, 'redirectUris'],
    [{ displayName: 'x', web: { redirectUris: ['https://*.contoso.com'] } }, 'redirectUris'],
    [{ displayName: 'x', appRoles: [role(1), role(1, { value: 'Other' })] }, 'duplicate values'],
    [{ displayName: 'x', appRoles: [role(1), role(2, { value: 'thing.do1' })] }, 'duplicate values'],
    [
      { displayName: 'x', appRoles: [role(1)], api: { oauth2PermissionScopes: [scope(1)] } },
      'duplicate values',
    ],
    [{ displayName: 'x', appRoles: [role(1, { allowedMemberTypes: [] })] }, 'appRoles'],
    [{ displayName: 'x', appRoles: [role(1, { value: 'with space' })] }, 'appRoles'],
    [
      { displayName: 'x', api: { oauth2PermissionScopes: [scope(1, { type: 'Root' })] } },
      'oauth2PermissionScopes',
    ],
    [{ displayName: 'x', keyCredentials: [credential('bm9uZQ==')] }, 'keyCredentials'],
  ])('%o is refused', (body, words) => {
    const answer = engine.call('POST', '/applications', body);
    expect(answer.status).toBe(400);
    expect(answer.error?.message).toContain(words);
    expect(engine.state.count('application')).toBe(0);
  });

  test.each([
    ['https://contoso.com/runner', undefined],
    ['https://api.contoso.com/runner', undefined],
    ['https://anything.example', 2],
  ])('is known by %s (tokens of version %s)', (uri, requestedAccessTokenVersion) => {
    const { id } = application({ identifierUris: [uri], api: { requestedAccessTokenVersion } });
    expect(engine.call('GET', `/applications/${id}`).json['identifierUris']).toEqual([uri]);
    expect(
      engine.call('POST', '/applications', { displayName: 'y', identifierUris: [uri] }).error?.message,
    ).toContain('identifierUris already exists');
  });

  test('may be known by its own appId, which its principal shows as well', () => {
    const { id, appId, principal } = withPrincipal();
    expect(engine.call('PATCH', `/applications/${id}`, { identifierUris: [`api://${appId}`] }).status).toBe(
      204,
    );
    expect(engine.call('GET', `/servicePrincipals/${principal}`).json['servicePrincipalNames']).toEqual([
      appId,
      `api://${appId}`,
    ]);
  });

  test('a complex property keeps what a change does not name', () => {
    const { id } = application({
      web: { redirectUris: ['https://contoso.com/back'], homePageUrl: 'https://contoso.com' },
    });
    engine.call('PATCH', `/applications/${id}`, { web: { redirectUris: ['http://localhost:8080/x'] } });
    expect(engine.call('GET', `/applications/${id}`).json['web']).toMatchObject({
      homePageUrl: 'https://contoso.com',
      redirectUris: ['http://localhost:8080/x'],
    });
  });

  test('roles and scopes are disabled before they go or change their value', () => {
    const { id, principal } = withPrincipal({
      appRoles: [role(1)],
      api: { oauth2PermissionScopes: [scope(2)] },
    });
    const change = (body: object) => engine.call('PATCH', `/applications/${id}`, body);
    expect(change({ appRoles: [] }).error?.code).toBe('CannotDeleteOrUpdateEnabledEntitlement');
    expect(change({ appRoles: [role(1, { value: 'Other' })] }).error?.code).toBe(
      'CannotDeleteOrUpdateEnabledEntitlement',
    );
    expect(change({ api: { oauth2PermissionScopes: [] } }).error?.code).toBe(
      'CannotDeleteOrUpdateEnabledEntitlement',
    );
    expect(change({ appRoles: [role(1, { displayName: 'Renamed' })] }).status).toBe(204);
    expect(change({ appRoles: [role(1, { isEnabled: false })] }).status).toBe(204);
    expect(change({ appRoles: [] }).status).toBe(204);
    const shown = engine.call('GET', `/servicePrincipals/${principal}`).json;
    expect(shown['appRoles']).toEqual([]);
    expect(shown['oauth2PermissionScopes']).toMatchObject([{ id: guid(2) }]);
  });

  test('owners come and go by reference', () => {
    const { id } = application();
    const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${userId(1)}` };
    expect(engine.call('POST', `/applications/${id}/owners/$ref`, owner).status).toBe(204);
    expect(engine.call('POST', `/applications/${id}/owners/$ref`, owner).status).toBe(400);
    expect(engine.call('GET', `/applications/${id}/owners`).value).toMatchObject([{ id: userId(1) }]);
    expect(engine.call('DELETE', `/applications/${id}/owners/${userId(1)}/$ref`).status).toBe(204);
  });
});

describe('credentials', () => {
  test.each(['applications', 'servicePrincipals'])(
    'a secret of %s is shown once, and neither it nor its hash ever again',
    (set) => {
      const { id: own, principal } = withPrincipal();
      const id = set === 'applications' ? own : principal;
      const made = engine.call('POST', `/${set}/${id}/addPassword`, {
        passwordCredential: { displayName: 'ci' },
      });
      const secret = String(made.json['secretText']);
      expect(secret).toMatch(/^[\w-]{3}8Q~[\w-]{33,34}$/);
      const { json } = engine.call('GET', `/${set}/${id}`);
      expect(json['passwordCredentials']).toMatchObject([
        { displayName: 'ci', hint: secret.slice(0, 3), endDateTime: '2028-11-23T10:00:00.000Z' },
      ]);
      expect(JSON.stringify(json)).not.toContain(secret);
      const { keyId } = made.json;
      expect(engine.call('POST', `/${set}/${id}/removePassword`, { keyId }).status).toBe(204);
      expect(engine.call('POST', `/${set}/${id}/removePassword`, { keyId }).error?.message).toContain(
        'No password credential found',
      );
    },
  );

  test('a secret ends after it begins; new ones are not written by PATCH', () => {
    const { id } = application();
    const dates = { startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2026-01-01T00:00:00Z' };
    expect(engine.call('POST', `/applications/${id}/addPassword`, { passwordCredential: dates }).status).toBe(
      400,
    );
    engine.call('POST', `/applications/${id}/addPassword`);
    const patch = (passwordCredentials: object[]) =>
      engine.call('PATCH', `/applications/${id}`, { passwordCredentials });
    expect(patch([{ displayName: 'mine' }]).error?.message).toContain(
      'must be generated with service actions',
    );
    expect(patch([]).status).toBe(204);
    expect(engine.call('GET', `/applications/${id}`).json['passwordCredentials']).toEqual([]);
  });

  test('a certificate gives its own dates and thumbprint, and stays as it is by its keyId', () => {
    const { id } = application({ keyCredentials: [credential(certificate.key)] });
    const keys = () =>
      engine.call('GET', `/applications/${id}`).json['keyCredentials'] as Record<string, unknown>[];
    expect(keys()).toMatchObject([
      { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2027-06-01T00:00:00Z' },
    ]);
    const [{ keyId, customKeyIdentifier } = {}] = keys();
    expect(Buffer.from(String(customKeyIdentifier), 'base64')).toHaveLength(20);
    const patch = (keyCredentials: object[]) =>
      engine.call('PATCH', `/applications/${id}`, { keyCredentials });
    expect(patch([{ keyId, key: successor.key }]).status).toBe(400);
    expect(patch([{ keyId }, credential(successor.key)]).status).toBe(204);
    expect(keys()).toHaveLength(2);
    expect(patch([{ ...credential(certificate.key), endDateTime: '2030-01-01T00:00:00Z' }]).error?.code).toBe(
      'KeyCredentialsInvalidEndDate',
    );
  });

  test('a certificate is rolled over with a proof that the one before it has signed', () => {
    const { id } = application({ keyCredentials: [credential(certificate.key)] });
    const proof = (issuer: string, by: TestCertificate) => {
      const now = engine.clock.now() / 1000;
      const claims = { aud: '00000002-0000-0000-c000-000000000000', iss: issuer, nbf: now, exp: now + 600 };
      const parts = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      );
      return `${parts.join('.')}.${sign('sha256', Buffer.from(parts.join('.')), by.privateKey).toString('base64url')}`;
    };
    const add = (with_: string | undefined) =>
      engine.call('POST', `/applications/${id}/addKey`, {
        keyCredential: credential(successor.key),
        passwordCredential: null,
        proof: with_,
      });
    for (const bad of [undefined, 'x.y.z', proof(userId(1), certificate), proof(id, successor)])
      expect(add(bad).status).toBe(401);
    const added = add(proof(id, certificate));
    expect([added.status, added.json['key']]).toEqual([200, null]);
    const [{ keyId } = {}] = engine.call('GET', `/applications/${id}`).json['keyCredentials'] as {
      keyId?: string;
    }[];
    const remove = { keyId, proof: proof(id, successor) };
    expect(engine.call('POST', `/applications/${id}/removeKey`, remove).status).toBe(204);
  });
});

describe('federated credentials', () => {
  const github = {
    name: 'github',
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:contoso/x:ref:refs/heads/main',
    audiences: ['api://AzureADTokenExchange'],
  };

  test('are made, read, changed and deleted below their application', () => {
    const { id } = application();
    const set = `/applications/${id}/federatedIdentityCredentials`;
    const made = engine.call('POST', set, github);
    expect([made.status, made.json['applicationId']]).toEqual([201, undefined]);
    const one = `${set}/${String(made.json['id'])}`;
    expect(engine.call('PATCH', one, { subject: 'repo:contoso/y' }).status).toBe(204);
    expect(engine.call('PATCH', one, { name: 'other' }).status).toBe(400);
    expect(engine.call('GET', one).json).toMatchObject({ ...github, subject: 'repo:contoso/y' });
    expect(engine.call('DELETE', one).status).toBe(204);
    expect(engine.call('GET', set).value).toEqual([]);
  });

  test.each([
    [{ name: 'ab' }, 400],
    [{ name: 'with space' }, 400],
    [{ issuer: 'http://plain.example' }, 400],
    [{ subject: '' }, 400],
    [{ subject: 'x'.repeat(601) }, 400],
    [{ audiences: ['a', 'b'] }, 400],
    [{ name: 'github' }, 409],
    [{ name: 'again', subject: github.subject }, 400],
  ])('%o is refused', (change, status) => {
    const { id } = application();
    const set = `/applications/${id}/federatedIdentityCredentials`;
    engine.call('POST', set, github);
    expect(engine.call('POST', set, { ...github, name: 'second', subject: 'other', ...change }).status).toBe(
      status,
    );
  });

  test('no more than twenty', () => {
    const { id } = application();
    const add = (n: number) =>
      engine.call('POST', `/applications/${id}/federatedIdentityCredentials`, {
        ...github,
        name: `name-${n}`,
        subject: `${n}`,
      }).status;
    expect(Array.from({ length: 21 }, (_, n) => add(n)).filter((status) => status !== 201)).toEqual([400]);
  });
});

describe('service principals', () => {
  test('are made once of an application, and of applications that Microsoft publishes', () => {
    const { appId, principal } = withPrincipal();
    expect(engine.call('GET', `/servicePrincipals(appId='${appId}')`).json['id']).toBe(principal);
    const again = engine.call('POST', '/servicePrincipals', { appId });
    expect([again.status, again.error?.code]).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
    expect(engine.call('POST', '/servicePrincipals', { appId: userId(1) }).error?.code).toBe(
      'NoBackingApplicationObject',
    );
    const teams = engine.call('POST', '/servicePrincipals', {
      appId: 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
    });
    expect(teams.json).toMatchObject({
      displayName: 'Microsoft Teams Services',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    });
  });

  test('follow the name of their application, unless they were given one', () => {
    const { id, principal } = withPrincipal();
    engine.call('PATCH', `/applications/${id}`, { displayName: 'Renamed' });
    const name = () => engine.call('GET', `/servicePrincipals/${principal}`).json['displayName'];
    expect(name()).toBe('Renamed');
    engine.call('PATCH', `/servicePrincipals/${principal}`, { displayName: 'Ours', tags: ['HideApp'] });
    engine.call('PATCH', `/applications/${id}`, { displayName: 'Again' });
    expect(name()).toBe('Ours');
  });

  test('go with their application', () => {
    const { id, principal } = withPrincipal();
    expect(engine.call('DELETE', `/applications/${id}`).status).toBe(204);
    expect(engine.call('GET', `/servicePrincipals/${principal}`).status).toBe(404);
  });
});

describe('grants', () => {
  const disabled = { isEnabled: false };
  const forUsers = { allowedMemberTypes: ['User'] };

  test('an app role is granted once, seen from both ends, and taken back', () => {
    const { principal } = withPrincipal();
    const api = withPrincipal({
      displayName: 'API',
      appRoles: [role(1), role(2, disabled), role(3, forUsers)],
    });
    const grant = (appRoleId: string, to = principal, below = principal) =>
      engine.call('POST', `/servicePrincipals/${below}/appRoleAssignments`, {
        principalId: to,
        resourceId: api.principal,
        appRoleId,
      });
    const granted = grant(guid(1));
    expect(granted.status).toBe(201);
    expect(granted.json).toMatchObject({ principalDisplayName: 'Job runner', resourceDisplayName: 'API' });
    expect(String(granted.json['id'])).toMatch(/^[\w-]{43}$/);
    expect(grant(guid(1)).error?.message).toBe('Permission being assigned already exists on the object');
    for (const n of [2, 3, 4])
      expect(grant(guid(n)).error?.message).toContain('was not found on application');
    expect(grant(guid(1), api.principal).status).toBe(400);
    for (const end of [`${principal}/appRoleAssignments`, `${api.principal}/appRoleAssignedTo`])
      expect(engine.call('GET', `/servicePrincipals/${end}`).value).toMatchObject([
        { id: granted.json['id'] },
      ]);
    const one = `/servicePrincipals/${principal}/appRoleAssignments/${String(granted.json['id'])}`;
    expect(engine.call('DELETE', one.replace(principal, api.principal)).status).toBe(404);
    expect(engine.call('DELETE', one).status).toBe(204);
    const toUser = engine.call('POST', `/servicePrincipals/${api.principal}/appRoleAssignedTo`, {
      principalId: userId(1),
      resourceId: api.principal,
      appRoleId: guid(3),
    });
    expect(toUser.json).toMatchObject({ principalType: 'User', principalDisplayName: 'Person 007' });
  });

  test('a delegated grant is one for each client, resource and person; its scopes change', () => {
    const [client, api] = [withPrincipal().principal, withPrincipal({ displayName: 'API' }).principal];
    const all = { clientId: client, resourceId: api, consentType: 'AllPrincipals', scope: ' a  b ' };
    const made = engine.call('POST', '/oauth2PermissionGrants', all);
    expect([made.status, made.json['scope']]).toEqual([201, 'a b']);
    expect(String(made.json['id'])).toMatch(/^[\w-]{43}$/);
    const again = engine.call('POST', '/oauth2PermissionGrants', all);
    expect([again.status, again.error?.message]).toEqual([409, 'Permission entry already exists.']);
    const one = { ...all, consentType: 'Principal', principalId: userId(1) };
    expect(engine.call('POST', '/oauth2PermissionGrants', one).status).toBe(201);
    for (const bad of [
      { ...one, principalId: undefined },
      { ...all, principalId: userId(1) },
      { ...all, consentType: 'Some' },
    ])
      expect(engine.call('POST', '/oauth2PermissionGrants', bad).status).toBe(400);
    const grant = `/oauth2PermissionGrants/${String(made.json['id'])}`;
    expect(engine.call('PATCH', grant, { scope: 'a b c' }).status).toBe(204);
    expect(engine.call('PATCH', grant, { resourceId: client }).status).toBe(400);
    expect(engine.call('GET', `/servicePrincipals/${client}/oauth2PermissionGrants`).value).toHaveLength(2);
    expect(
      engine.call(
        'GET',
        `/oauth2PermissionGrants?$filter=clientId eq '${client}' and consentType eq 'AllPrincipals'`,
      ).value,
    ).toMatchObject([{ scope: 'a b c' }]);
    expect(engine.call('DELETE', grant).status).toBe(204);
  });
});
