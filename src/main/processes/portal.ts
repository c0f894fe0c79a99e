import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type DirectoryAddresses, type PortalOptions, createOidcClient, portalPaths } from '#api';
import type { AppKey, Directory } from '#automation';
import { systemClock } from '#kernel';

import { type Home, packageRoot, packageVersion } from '../home/layout.ts';
import type { Installation } from '../home/prepare.ts';

/** What the portal of a control plane needs: its pages, and its application at the issuer. */
export interface Portal {
  readonly options: Omit<PortalOptions, 'sessions' | 'logger'>;
  /**
   * Where the issuer may send people back to is registered with the portal's application, to the letter: each control plane adds its
   * own addresses, since only it knows its port. False where the application is not there: the tenant is that of an older release,
   * beside which this control plane runs, and makes it when it is started as a newer one.
   */
  register(directory: Directory, controlPlane: AppKey, port: number): Promise<boolean>;
  close(): Promise<void>;
}

export async function openPortal(
  home: Home,
  { subscriptionId, resourceGroup, account }: Installation,
  tenant: DirectoryAddresses,
  caPem: string,
): Promise<Portal> {
  const [clientId, privateKeyPem, certificatePem] = (await Promise.all(
    [home.portalClient, `${home.portalApp}.key`, `${home.portalApp}.pem`].map((file) =>
      readFile(file, 'utf8'),
    ),
  )) as [string, string, string];
  const app = { clientId: clientId.trim(), privateKeyPem, certificatePem };
  const authority = `${tenant.origin}/${tenant.tenantId}`;
  const oidc = createOidcClient({ authority, caPem, app, clock: systemClock });
  return {
    options: {
      folder: join(packageRoot, 'dist', 'portal'),
      oidc,
      clock: systemClock,
      facts: { subscriptionId, resourceGroup, account, version: packageVersion() },
    },
    async register(directory, controlPlane, port) {
      const filter = encodeURIComponent(`appId eq '${app.clientId}'`);
      const { value } = await directory.graph<{
        value: { id: string; web?: { redirectUris?: string[] } }[];
      }>(controlPlane, 'GET', `/applications?$filter=${filter}`);
      const [application] = value;
      if (application === undefined) return false;
      const known = application.web?.redirectUris ?? [];
      const own = ['127.0.0.1', 'localhost'].flatMap((host) =>
        [portalPaths.signedIn, portalPaths.signedOut].map((path) => `https://${host}:${port}${path}`),
      );
      if (own.every((uri) => known.includes(uri))) return true;
      const redirectUris = [...new Set([...known, ...own])];
      await directory.graph(controlPlane, 'PATCH', `/applications/${application.id}`, {
        web: { redirectUris },
      });
      return true;
    },
    close: () => oidc.close(),
  };
}
