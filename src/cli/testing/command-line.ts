import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import type { TestControlPlane } from '../../api/testing/control-plane.ts';
import { createCli } from '../cli.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line on a home, in this process: nobody types, and nothing is a terminal. */
export async function runCommand(home: string, ...argv: string[]): Promise<Outcome> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const cli = createCli({
    examine: async () => [],
    operations: async () => (await import('../../main/backup/operations.ts')).homeOperations('0.1.0', {}),
    launch: async () => 0,
    launchTenant: async () => 0,
    seedTenant: async () => undefined,
    hybridWorker: {
      join: async ({ group, url }) => ({ id: 'id', name: 'here', group, origin: url, home }),
      installService: async () => ({ file: '', unit: '', written: false }),
      run: async () => 0,
    },
    defaultHome: home,
    environment: {},
    streams: { stdin, stdout, stderr },
  });
  const code = await cli.run(argv);
  return { code, stdout: written(stdout), stderr: written(stderr) };
}

function written(stream: PassThrough): string {
  let text = '';
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
  return text;
}

/** Leaves in a home what a start leaves: where the control plane is, and its owner's key and certificate. */
export function connectHome(home: string, plane: TestControlPlane): void {
  const at = (name: string): string => join(home, name);
  const { clientId, pemFile } = plane.signIn('owner');
  const pem = readFileSync(pemFile, 'utf8');
  const split = pem.indexOf('-----BEGIN CERTIFICATE-----');
  writeFileSync(at('cli.key'), pem.slice(0, split));
  writeFileSync(at('cli.pem'), pem.slice(split));
  mkdirSync(at('run'));
  const connection = {
    apiOrigin: plane.origin,
    tenantOrigin: plane.tenant.origin,
    tenantId: plane.tenant.tenantId,
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    account: 'main',
    clientId,
    certificateFile: at('cli.pem'),
    privateKeyFile: at('cli.key'),
    caFile: plane.caFile,
    pid: process.pid,
  };
  writeFileSync(at('run/connection.json'), JSON.stringify(connection));
}
