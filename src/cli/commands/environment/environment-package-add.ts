import { basename } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readBytes } from '../../connection/session.ts';
import { demandBuilt, lockText } from './built.ts';
import { environmentName } from './environment-name.ts';

export const environmentPackageAdd = defineCommand({
  summary: 'Uploads a module or a wheel to a runtime environment, and waits for its build.',
  details:
    'The build tries every package in a sandbox. When it fails, the command says why, and jobs go on with the lock before it. Packages of Python-3 are for all Python runbooks that name no environment.',
  arguments: z.object({
    environment: environmentName,
    path: z.string().meta({ description: 'a .zip or .nupkg of a PowerShell module, or a .whl for Python' }),
  }),
  options: z.object({
    name: z.string().optional().meta({
      description: 'name of the package (default: the name of the file, without a version)',
      value: 'name',
    }),
  }),
  examples: [
    ['tenantry environment package add graph ./Contoso.Tools.zip', 'adds a module, or brings it up to date'],
    ['tenantry environment package add sheets ./openpyxl-3.1.5-py2.py3-none-any.whl', 'adds a wheel'],
  ],
  async run(context, { arguments: { environment, path }, options }) {
    const name = options.name ?? packageName(path);
    const content = await readBytes(path);
    const { environments } = (await context.connect()).client;
    context.terminal.progress(`uploading ${name}`);
    await environments.upload(environment, name, content);
    context.terminal.progress(`building ${environment}`);
    const added = await environments.packageSettled(environment, name, context.interrupt);
    const built = await environments.settled(environment, context.interrupt);
    context.print({ ...added, environment: built }, () =>
      `${added.name} ${added.version ?? ''} ${added.provisioningState} ${lockText(built.lock)}`.trimEnd(),
    );
    if (added.provisioningState !== 'Succeeded')
      throw problem('PackageNotAdded', { name, reason: added.error.message ?? added.provisioningState });
    demandBuilt(context.terminal, built);
  },
});

/** `Contoso.Tools.1.2.3-beta1.nupkg` is Contoso.Tools; of a wheel the name ends at the first dash. */
export function packageName(path: string): string {
  const file = basename(path);
  if (/\.whl$/i.test(file)) return file.split('-')[0] ?? file;
  return file.replace(/\.(?:zip|nupkg)$/i, '').replace(/[.-]\d+(?:\.\d+)+(?:-[\w.]+)?$/, '');
}
