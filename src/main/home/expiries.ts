import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Expiry } from '#automation';

import type { Home } from './layout.ts';

/** When the certificates of a home end: they are made once, and nobody looks at them until a client refuses them. */
export function installationExpiries(home: Home): Promise<Expiry[]> {
  const certificates = [
    [home.authority, "The certificate of the installation's own authority"],
    [home.server, "The certificate of the installation's servers"],
    [home.workerAuthority, 'The certificate of the authority of hybrid workers'],
    [home.controlPlaneApp, 'The certificate that the control plane signs in with'],
    [home.cliApp, 'The certificate that the command line signs in with'],
    [home.portalApp, 'The certificate that the portal signs in with'],
  ] as const;
  return Promise.all(
    certificates.map(async ([path, name]) => {
      const { validTo } = new X509Certificate(await readFile(`${path}.pem`));
      return { name, expiresAt: new Date(validTo) };
    }),
  );
}
