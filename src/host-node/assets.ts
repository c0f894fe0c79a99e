import type { Assets } from '#runbook';

import { asRecorded } from './json.ts';
import type { Requests } from './requests.ts';

interface CertificateReply {
  readonly name: string;
  readonly thumbprint: string;
  readonly expiresOn: string;
  readonly hasPrivateKey: boolean;
  readonly content: string;
  readonly password: string;
}

export function createAssets(requests: Requests): Assets {
  return {
    variable: (name) => requests.ask({ type: 'assetGet', kind: 'variable', name }),
    async setVariable(name, value) {
      const written = asRecorded(value, `The value of variable '${name}'`);
      await requests.ask({ type: 'assetSet', kind: 'variable', name, value: written });
    },
    async credential(name) {
      const { userName, password } = (await requests.ask({ type: 'assetGet', kind: 'credential', name })) as {
        userName: string;
        password: string;
      };
      return { userName, password };
    },
    async certificate(name) {
      const asked = { type: 'assetGet', kind: 'certificate', name } as const;
      const { content, expiresOn, ...rest } = (await requests.ask(asked)) as CertificateReply;
      const { name: known, thumbprint, hasPrivateKey, password } = rest;
      return {
        name: known,
        thumbprint,
        hasPrivateKey,
        password,
        expiresOn: new Date(expiresOn),
        content: new Uint8Array(Buffer.from(content, 'base64')),
      };
    },
    async connection(name) {
      const asked = { type: 'assetGet', kind: 'connection', name } as const;
      return ((await requests.ask(asked)) as { fields: Record<string, string> }).fields;
    },
  };
}
