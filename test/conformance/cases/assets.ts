import { expect } from 'vitest';

import * as sample from '../../../src/certificates/testing/sample-pfx.ts';
import type { ConformanceCase } from '../harness.ts';

/** Made, changed, listed, read and deleted: each seen by another. */
export function lifeOf(group: string, without: readonly string[] = []): Readonly<Record<string, string>> {
  const all = {
    [`${group}_CreateOrUpdate`]: `${group}_Get`,
    [`${group}_Get`]: `${group}_CreateOrUpdate`,
    [`${group}_Update`]: `${group}_Get`,
    [`${group}_ListByAutomationAccount`]: `${group}_CreateOrUpdate`,
    [`${group}_Delete`]: `${group}_ListByAutomationAccount`,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
}

export const assetCases: readonly ConformanceCase[] = [
  {
    name: 'a variable keeps its JSON; an encrypted one never tells it',
    shows: lifeOf('Variable'),
    async run({ v10, at, refusal }) {
      const put = (name: string, value: string, isEncrypted: boolean) =>
        v10.variable.createOrUpdate(...at, name, { name, value, isEncrypted });
      expect((await put('greeting', '"Hello"', false))._response.status).toBe(201);
      expect((await put('greeting', '{"n":[1,2]}', false))._response.status).toBe(200);
      await put('hidden', '"secret"', true);
      await v10.variable.update(...at, 'hidden', { name: 'hidden', description: 'not told' });
      const hidden = await v10.variable.get(...at, 'Hidden');
      expect([hidden.value, hidden.isEncrypted, hidden.description]).toEqual([undefined, true, 'not told']);
      const all = await v10.variable.listByAutomationAccount(...at);
      expect(all.map(({ name, value }) => [name, value])).toEqual([
        ['greeting', '{"n":[1,2]}'],
        ['hidden', undefined],
      ]);
      expect((await v10.variable.deleteMethod(...at, 'greeting'))._response.status).toBe(200);
      expect(await refusal(v10.variable.get(...at, 'greeting'))).toEqual([404, 'NotFound']);
      expect(await v10.variable.listByAutomationAccount(...at)).toHaveLength(1);
    },
  },
  {
    name: 'a credential tells its user and never its password',
    shows: lifeOf('Credential'),
    async run({ v10, at, refusal, plane }) {
      const given = { name: 'mailer', userName: 'svc', password: 'correct horse' };
      expect((await v10.credential.createOrUpdate(...at, 'mailer', given))._response.status).toBe(201);
      await v10.credential.update(...at, 'mailer', {
        name: 'mailer',
        userName: 'svc2',
        description: 'sends',
      });
      const { userName, description, _response } = await v10.credential.get(...at, 'mailer');
      expect([userName, description]).toEqual(['svc2', 'sends']);
      expect(_response.bodyAsText).not.toContain('horse');
      expect((await v10.credential.listByAutomationAccount(...at)).map(({ name }) => name)).toEqual([
        'mailer',
      ]);
      await v10.credential.deleteMethod(...at, 'mailer');
      expect(await v10.credential.listByAutomationAccount(...at)).toHaveLength(0);
      expect(await refusal(v10.credential.deleteMethod(...at, 'mailer'))).toEqual([404, 'NotFound']);
      expect(plane.served.filter(({ body }) => body?.includes('horse'))).toEqual([]);
    },
  },
  {
    name: 'a certificate tells its thumbprint and its end, and never its key',
    shows: lifeOf('Certificate'),
    async run({ v10, at }) {
      const given = { name: 'sign-in', base64Value: sample.certificateAlone, isExportable: true };
      const made = await v10.certificate.createOrUpdate(...at, 'sign-in', given);
      expect([made._response.status, made.thumbprint]).toEqual([201, sample.thumbprint]);
      await v10.certificate.update(...at, 'sign-in', { name: 'sign-in', description: 'opens' });
      const got = await v10.certificate.get(...at, 'sign-in');
      expect([got.description, got.expiryTime?.getUTCFullYear(), got.isExportable]).toEqual([
        'opens',
        2126,
        true,
      ]);
      expect(got._response.bodyAsText).not.toContain(sample.certificateAlone.slice(0, 40));
      expect(await v10.certificate.listByAutomationAccount(...at)).toHaveLength(1);
      await v10.certificate.deleteMethod(...at, 'sign-in');
      expect(await v10.certificate.listByAutomationAccount(...at)).toHaveLength(0);
    },
  },
  {
    name: 'a connection has the fields of its type; the encrypted ones do not come back',
    shows: {
      ...lifeOf('Connection'),
      ...lifeOf('ConnectionType', ['ConnectionType_Update']),
    },
    async run({ v10, at, refusal }) {
      const type = await v10.connectionType.createOrUpdate(...at, 'Api', {
        name: 'Api',
        fieldDefinitions: {
          Address: { type: 'System.String' },
          Key: { type: 'System.String', isEncrypted: true, isOptional: true },
        },
      });
      expect(type._response.status).toBe(201);
      const { fieldDefinitions } = await v10.connectionType.get(...at, 'api');
      expect(fieldDefinitions?.['Key']).toEqual({
        type: 'System.String',
        isEncrypted: true,
        isOptional: true,
      });
      const types = async () =>
        (await v10.connectionType.listByAutomationAccount(...at)).map(({ name }) => name);
      expect(await types()).toContain('Api');

      const given = {
        name: 'billing',
        connectionType: { name: 'Api' },
        fieldDefinitionValues: { Address: 'https://billing.contoso.com', Key: 'not told' },
      };
      expect((await v10.connection.createOrUpdate(...at, 'billing', given))._response.status).toBe(201);
      await v10.connection.update(...at, 'billing', { name: 'billing', description: 'of ours' });
      const got = await v10.connection.get(...at, 'billing');
      expect([got.connectionType?.name, got.description, got.fieldDefinitionValues]).toEqual([
        'Api',
        'of ours',
        { Address: 'https://billing.contoso.com', Key: null },
      ]);
      expect(got._response.bodyAsText).not.toContain('not told');
      expect(await v10.connection.listByAutomationAccount(...at)).toHaveLength(1);
      const inUse = await refusal(v10.connectionType.deleteMethod(...at, 'Api'));
      expect(inUse[0]).toBeGreaterThanOrEqual(400);
      await v10.connection.deleteMethod(...at, 'billing');
      expect(await v10.connection.listByAutomationAccount(...at)).toHaveLength(0);
      await v10.connectionType.deleteMethod(...at, 'Api');
      expect(await types()).not.toContain('Api');
    },
  },
];
