import { isoTime, problem } from '#kernel';

import { graphAppId } from '../entra/resources.ts';
import type { Row } from '../state/columns.ts';
import type { Site } from './site.ts';

/** An application that is registered and has its service principal. */
export interface SeededApp {
  /** Object id of the application. */
  readonly id: string;
  readonly appId: string;
  /** Object id of the service principal. */
  readonly principalId: string;
  readonly displayName: string;
  /** The last secret that was made for it. */
  readonly secret: string | undefined;
  /** Consents to application permissions of Graph: `granted('User.Read.All')`. */
  granted(...roles: readonly string[]): this;
  /** A new secret, good for so many days; for fewer than none it has ended already. */
  withSecret(validDays?: number): this;
  with(properties: Readonly<Record<string, unknown>>): this;
}

const day = 24 * 60 * 60 * 1000;

export function seededApp(site: Site, displayName: string): SeededApp {
  const { graph } = site;
  const { id, appId } = graph<{ id: string; appId: string }>('POST', '/applications', { displayName });
  const principal = graph<Row>('POST', '/servicePrincipals', { appId });
  let secret: string | undefined;
  const app: SeededApp = {
    id,
    appId,
    principalId: principal.id,
    displayName,
    get secret() {
      return secret;
    },
    granted(...roles) {
      for (const role of roles) grant(site, principal.id, role);
      return app;
    },
    withSecret(validDays = 365) {
      const now = site.tenant().clock.now();
      const made = graph<{ secretText: string }>('POST', `/applications/${id}/addPassword`, {
        passwordCredential: {
          displayName: 'seeded',
          startDateTime: isoTime(Math.min(now, now + (validDays - 1) * day)),
          endDateTime: isoTime(now + validDays * day),
        },
      });
      secret = made.secretText;
      return app;
    },
    with(properties) {
      site.tenant().state.update('application', id, properties);
      return app;
    },
  };
  return app;
}

function grant(site: Site, principalId: string, role: string): void {
  const { state } = site.tenant();
  const [resource] = state.find('servicePrincipal', 'appId', graphAppId);
  const roles = (resource?.['appRoles'] ?? []) as readonly { id: string; value: string }[];
  const found = roles.find(({ value }) => value === role);
  if (resource === undefined || found === undefined)
    throw problem('TenantObjectMissing', {
      what: 'application permission of Microsoft Graph',
      name: role,
      near: 'They are written as Microsoft writes them: User.Read.All.',
    });
  site.graph('POST', `/servicePrincipals/${principalId}/appRoleAssignments`, {
    principalId,
    resourceId: resource.id,
    appRoleId: found.id,
  });
}
