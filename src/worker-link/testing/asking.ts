import { describe, expect, test } from 'vitest';

import { systemClock } from '#kernel';

import { completed } from './samples.ts';
import type { Trial } from './trial.ts';

/** Variables, credentials and tokens. */
export function askingPromises(trial: Trial): void {
  describe('what a job asks for', () => {
    test('variables are read and changed, credentials read', async () => {
      const attempt = await trial.running();
      await trial.link.setVariable(attempt, trial.tested.variable, { list: [1, 'two'] });
      expect(await trial.link.getVariable(attempt, trial.tested.variable)).toEqual({ list: [1, 'two'] });
      const { name: credential, ...known } = trial.tested.credential;
      expect(await trial.link.getCredential(attempt, credential)).toEqual(known);
      await trial.link.end(attempt, completed);
    });

    test('certificates are read by name in any case, or by thumbprint; connections by name', async () => {
      const attempt = await trial.running();
      const { certificate, connection } = trial.tested;
      for (const asked of [certificate.name.toUpperCase(), certificate.thumbprint.toLowerCase()])
        expect(await trial.link.getCertificate(attempt, asked)).toEqual(certificate);
      expect(await trial.link.getConnection(attempt, connection.name)).toEqual(connection);
      await trial.link.end(attempt, completed);
    });

    test('the name of a certificate gives a connection with its thumbprint', async () => {
      const attempt = await trial.running();
      const { certificate } = trial.tested;
      const found = await trial.link.getConnection(attempt, certificate.name);
      expect(found.fields).toMatchObject({ CertificateThumbprint: certificate.thumbprint });
      await trial.link.end(attempt, completed);
    });

    test('what is not there is refused by its own error, for good', async () => {
      const attempt = await trial.running();
      const missing = 'No/such name?';
      const variable = { code: 'VariableNotFound', status: 404, values: { name: missing } };
      await expect(trial.link.getVariable(attempt, missing)).rejects.toMatchObject(variable);
      await expect(trial.link.setVariable(attempt, missing, 1)).rejects.toMatchObject(variable);
      const credential = { code: 'CredentialNotFound', status: 404 };
      await expect(trial.link.getCredential(attempt, missing)).rejects.toMatchObject(credential);
      const certificate = { code: 'CertificateNotFound', status: 404 };
      await expect(trial.link.getCertificate(attempt, missing)).rejects.toMatchObject(certificate);
      const connection = { code: 'ConnectionNotFound', status: 404 };
      await expect(trial.link.getConnection(attempt, missing)).rejects.toMatchObject(connection);
      await trial.link.end(attempt, completed);
    });

    test('a token of the account is for the resource that was asked for', async () => {
      const attempt = await trial.running();
      const token = await trial.link.token(attempt, { resource: 'https://graph.microsoft.com' });
      expect(token.resource).toBe('https://graph.microsoft.com');
      expect(token.accessToken.split('.')).toHaveLength(3);
      expect(token.expiresOn * 1_000).toBeGreaterThan(systemClock.now());
      const renewed = await trial.link.token(attempt, { resource: token.resource, renew: true });
      expect(renewed).toMatchObject({ resource: token.resource, clientId: token.clientId });
      await trial.link.end(attempt, completed);
    });
  });
}
