import type { Assets } from '#runbook';

import { asRecorded } from './json.ts';
import type { Requests } from './requests.ts';

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
  };
}
