import { createHash } from 'node:crypto';

import { isoTime, newSecret, problem } from '#kernel';

import { discard } from '../odata/deleted-items.ts';
import { demand } from '../odata/demand.ts';
import type { Action, Hooks } from './behaviour.ts';
import { instant } from './users.ts';

/** As Graph shows it. The secret itself is kept as a hash, apart: not even the tenant can show it again. */
export interface StoredPassword {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly hint: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/** Where the hash of a secret lies. */
export function secretSetting(keyId: string): string {
  return `secret:${keyId}`;
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}

export const applicationHooks: Readonly<Record<string, Hooks>> = {
  application: {
    create(context, values) {
      return {
        signInAudience: 'AzureADMyOrg',
        identifierUris: [],
        tags: [],
        ...values,
        appId: context.newId(),
        createdDateTime: instant(context),
        keyCredentials: keyCredentials(context.newId, values['keyCredentials']),
        passwordCredentials: [],
      };
    },
    update(context, _row, values) {
      if (values['keyCredentials'] === undefined) return values;
      return { ...values, keyCredentials: keyCredentials(context.newId, values['keyCredentials']) };
    },
    remove(context, row) {
      // The application's own service principal goes with it, and what it was granted.
      for (const principal of context.state.find('servicePrincipal', 'appId', String(row['appId']))) {
        discard(context, 'servicePrincipal', principal);
      }
    },
  },
  servicePrincipal: {
    create(context, values) {
      const appId = String(values['appId']);
      const [application] = context.state.find('application', 'appId', appId);
      if (application === undefined) throw problem('GraphNotFound', { id: appId });
      if (context.state.find('servicePrincipal', 'appId', appId).length > 0) {
        throw problem('GraphDuplicate', { property: 'appId' });
      }
      return {
        accountEnabled: true,
        appRoleAssignmentRequired: false,
        appRoles: [],
        tags: [],
        ...values,
        appDisplayName: application['displayName'],
        displayName: values['displayName'] ?? application['displayName'],
        servicePrincipalNames: [appId, ...(application['identifierUris'] as string[])],
        servicePrincipalType: 'Application',
      };
    },
  },
  appRoleAssignment: {
    /** Source: learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments. */
    create(context, values) {
      const [principalId, resourceId, appRoleId] = [
        values['principalId'],
        values['resourceId'],
        values['appRoleId'],
      ].map(String);
      const resource = demand(context.state, 'servicePrincipal', resourceId!);
      const principal = demand(context.state, 'servicePrincipal', principalId!);
      const roles = resource['appRoles'] as readonly { id: string }[];
      if (!roles.some(({ id }) => id === appRoleId)) throw problem('GraphAppRoleUnknown');
      const twice = context.state
        .find('appRoleAssignment', 'principalId', principalId!)
        .some((each) => each['resourceId'] === resourceId && each['appRoleId'] === appRoleId);
      if (twice) throw problem('GraphAppRoleExists');
      return {
        principalId,
        resourceId,
        appRoleId,
        createdDateTime: instant(context),
        principalDisplayName: principal['displayName'],
        principalType: 'ServicePrincipal',
        resourceDisplayName: resource['displayName'],
      };
    },
  },
};

export const applicationActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/application-addpassword: the only time that the secret is shown. */
  'application.addPassword'(context, id, body) {
    const application = demand(context.state, 'application', id);
    const { passwordCredential } = (body ?? {}) as {
      passwordCredential?: { displayName?: string; startDateTime?: string; endDateTime?: string };
    };
    const secretText = newSecret(30);
    const stored: StoredPassword = {
      keyId: context.newId(),
      displayName: passwordCredential?.displayName ?? null,
      hint: secretText.slice(0, 3),
      startDateTime: passwordCredential?.startDateTime ?? instant(context),
      endDateTime: passwordCredential?.endDateTime ?? isoTime(context.clock.now() + twoYears),
    };
    const passwords = application['passwordCredentials'] as readonly StoredPassword[];
    context.state.update('application', id, { passwordCredentials: [...passwords, stored] });
    context.state.setSetting(secretSetting(stored.keyId), hashSecret(secretText));
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#microsoft.graph.passwordCredential`,
        ...stored,
        secretText,
      },
    };
  },
  'application.removePassword'(context, id, body) {
    const { keyId } = (body ?? {}) as { keyId?: string };
    const application = demand(context.state, 'application', id);
    const passwords = application['passwordCredentials'] as readonly StoredPassword[];
    if (!passwords.some((each) => each.keyId === keyId))
      throw problem('GraphNotFound', { id: String(keyId) });
    context.state.update('application', id, {
      passwordCredentials: passwords.filter((each) => each.keyId !== keyId),
    });
    return { status: 204 };
  },
};

function keyCredentials(newId: () => string, value: unknown): unknown[] {
  return ((value ?? []) as readonly Record<string, unknown>[]).map((each) => ({ keyId: newId(), ...each }));
}
