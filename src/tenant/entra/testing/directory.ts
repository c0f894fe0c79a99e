import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { decodeJwt } from 'jose';

import { type Clock, dice, manualClock, newId, parseIsoTime } from '#kernel';

import { hashSecret, secretSetting } from '../../behaviours/applications/credentials.ts';
import { grantRole, seedApplication, seedResources } from '../../seed/principals.ts';
import { type TenantState, openState } from '../../state/state.ts';
import { type Client, demandClient } from '../clients/client.ts';
import { grantScopes } from '../consent/consents.ts';
import { type Entra, type EntraOptions, createEntra } from '../entra.ts';
import { graphAppId, graphUri } from '../resources.ts';
import type { SignInFacts } from '../../behaviours/sign-ins.ts';
import type { TokenRequest } from '../token-request.ts';
import { setPassword } from '../users/passwords.ts';

export const origin = 'https://login.test';
export const tenantId = '3f0c2b5e-6d4a-4f7e-8a51-0b9a3c1d2e4f';
export const ada = '00000000-0000-4000-8000-00000000000a';
export const bob = '00000000-0000-4000-8000-00000000000b';
export const password = 'Correct-Horse-1';
export const secret = 'kept-by-the-daemon';

/** A small directory with its Entra, without a server: what a test of a flow needs. */
export interface TestDirectory {
  readonly state: TenantState;
  readonly entra: Entra;
  readonly clock: Clock & { advance(milliseconds: number): void };
  readonly signIns: readonly SignInFacts[];
  /** An application with its principal; returns its application id. */
  app(values?: Readonly<Record<string, unknown>>): string;
  client(appId: string): Client;
  /** Consent of an administrator for everybody. */
  consent(appId: string, ...scopes: readonly string[]): void;
  ask(
    form: Readonly<Record<string, string>>,
    options?: Partial<Omit<TokenRequest, 'form'>>,
  ): Promise<{ status: number; body: Readonly<Record<string, unknown>>; code: number | undefined }>;
  close(): Promise<void>;
}

export function testDirectory(options: EntraOptions = {}): TestDirectory {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-entra-'));
  const state = openState(join(folder, 'main.sqlite'));
  const clock = manualClock(parseIsoTime('2026-11-24T10:00:00Z') ?? 0);
  const throwing = dice('entra');
  const signIns: SignInFacts[] = [];
  state.transaction(() => seed(state));
  const entra = createEntra(state, clock, {
    signIns: { record: (facts) => signIns.push(facts) },
    ...options,
  });
  const client = (appId: string) => demandClient(state, appId, tenantId);

  return {
    state,
    entra,
    clock,
    signIns,
    client,
    app(values = {}) {
      const clientId = newId();
      const displayName = 'An app';
      seedApplication(state, throwing, { clientId, displayName }, '2026-01-01T00:00:00Z');
      const { id } = state.find('application', 'appId', clientId)[0]!;
      const keyId = newId();
      state.setSetting(secretSetting(keyId), hashSecret(secret));
      const times = { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2036-01-01T00:00:00Z' };
      state.update('application', id, { passwordCredentials: [{ keyId, ...times }], ...values });
      return clientId;
    },
    consent(appId, ...scopes) {
      const [principal] = state.find('servicePrincipal', 'appId', graphAppId);
      const resource = { principal: principal! } as Parameters<typeof grantScopes>[2];
      grantScopes(state, client(appId), resource, scopes, undefined);
    },
    async ask(form, asked = {}) {
      const answer = await entra.token({
        tenant: tenantId,
        version: 'v2',
        origin,
        ...asked,
        form: new URLSearchParams(form),
      });
      const body = answer.body as Record<string, unknown>;
      const codes = body['error_codes'] as number[] | undefined;
      return { status: answer.status, body, code: codes?.[0] };
    },
    async close() {
      await entra.close();
      state.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function grantAppRole(state: TenantState, appId: string, role: string): void {
  const [principal] = state.find('servicePrincipal', 'appId', appId);
  const holder = { principalId: principal!.id, displayName: 'An app' };
  grantRole(state, dice(`${appId} ${role}`), holder, graphUri, role, '2026-01-01T00:00:00Z');
}

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/** An Entra role, tenant-wide. */
export function giveRole(state: TenantState, userId: string, roleDefinitionId: string): void {
  state.insert('unifiedRoleAssignment', {
    id: newId(),
    principalId: userId,
    roleDefinitionId,
    directoryScopeId: '/',
  });
}

/** What an access token or an id token of an answer says. */
export function claimsOf(body: Readonly<Record<string, unknown>>, name = 'access_token') {
  return decodeJwt(String(body[name]));
}

function seed(state: TenantState): void {
  state.setSetting('tenant-id', tenantId);
  state.insert('organization', { id: tenantId, displayName: 'Contoso' });
  state.insert('domain', { id: 'contoso.com', isDefault: true, isVerified: true });
  seedResources(state, dice('resources'));
  for (const [id, alias] of [
    [ada, 'ada'],
    [bob, 'bob'],
  ] as const) {
    state.insert('user', {
      id,
      displayName: alias === 'ada' ? 'Ada Byron' : 'Bob',
      givenName: alias,
      surname: 'Byron',
      userPrincipalName: `${alias}@contoso.com`,
      mail: `${alias}@contoso.com`,
      accountEnabled: true,
      userType: 'Member',
      signInSessionsValidFromDateTime: '2026-01-01T00:00:00Z',
      lastPasswordChangeDateTime: '2026-01-01T00:00:00Z',
    });
  }
  setPassword(state, ada, password);
}
