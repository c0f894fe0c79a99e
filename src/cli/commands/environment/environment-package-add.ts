import { basename } from 'node:path';

import { z } from 'zod';

import type { EnvironmentPackage, Environments } from '#client';
import { problem } from '#kernel';

import { type Context, defineCommand } from '../../command/definition.ts';
import { feedOptions } from '../../command/feed-options.ts';
import { readBytes } from '../../connection/session.ts';
import { demandBuilt, lockText } from './built.ts';
import { environmentName } from './environment-name.ts';

export const environmentPackageAdd = defineCommand({
  summary: 'Adds a module or a wheel to a runtime environment, and waits for its build.',
  details:
    'A file is uploaded; a name is looked for in the feeds, and comes with what it requires. The build tries every package in a sandbox. When it fails, the command says why, and jobs go on with the lock before it. Packages of Python-3 are for all Python runbooks that name no environment.',
  arguments: z.object({
    environment: environmentName,
    package: z.string().meta({
      description:
        'a .zip or .nupkg of a PowerShell module, a .whl for Python, or the name of a module in a feed',
    }),
  }),
  options: z.object({
    name: z.string().optional().meta({
      description: 'of a file: name of the package (default: that of the file, without a version)',
      value: 'name',
    }),
    ...feedOptions,
  }),
  examples: [
    ['tenantry environment package add graph ./Contoso.Tools.zip', 'adds a module, or brings it up to date'],
    ['tenantry environment package add graph ImportExcel --version [7.8,8.0)', 'adds one of a feed'],
    ['tenantry environment package add sheets ./openpyxl-3.1.5-py2.py3-none-any.whl', 'adds a wheel'],
  ],
  async run(context, { arguments: { environment, package: what }, options }) {
    const { environments } = (await context.connect()).client;
    const names = isFile(what)
      ? [await upload(context, environments, environment, what, options.name ?? packageName(what))]
      : await fetch(context, environments, environment, { ...options, name: what });
    context.terminal.progress(`building ${environment}`);
    const added: EnvironmentPackage[] = [];
    for (const name of names)
      added.push(await environments.packageSettled(environment, name, context.interrupt));
    const built = await environments.settled(environment, context.interrupt);
    context.print({ packages: added, environment: built }, () =>
      added
        .map(({ name, version, provisioningState }) =>
          `${name} ${version ?? ''} ${provisioningState} ${lockText(built.lock)}`.trimEnd(),
        )
        .join('\n'),
    );
    const failed = added.find(({ provisioningState }) => provisioningState !== 'Succeeded');
    if (failed !== undefined)
      throw problem('PackageNotAdded', {
        name: failed.name,
        reason: failed.error.message ?? failed.provisioningState,
      });
    demandBuilt(context.terminal, built);
  },
});

async function upload(
  { terminal }: Context,
  environments: Environments,
  environment: string,
  path: string,
  name: string,
): Promise<string> {
  const content = await readBytes(path);
  terminal.progress(`uploading ${name}`);
  await environments.upload(environment, name, content);
  return name;
}

async function fetch(
  { terminal }: Context,
  environments: Environments,
  environment: string,
  {
    name,
    version,
    from: feed,
    prerelease,
  }: { name: string; version?: string | undefined; from?: string | undefined; prerelease: boolean },
): Promise<readonly string[]> {
  terminal.progress(`fetching ${name} and what it requires`);
  const fetched = await environments.addFromFeeds(environment, [{ name, version, feed, prerelease }]);
  return fetched.map((each) => each.name);
}

/** Names of packages have neither separators nor these endings. */
function isFile(text: string): boolean {
  return /[/\\]|\.(?:zip|nupkg|whl)$/i.test(text);
}

/** `Contoso.Tools.1.2.3-beta1.nupkg` is Contoso.Tools; of a wheel the name ends at the first dash. */
export function packageName(path: string): string {
  const file = basename(path);
  if (/\.whl$/i.test(file)) return file.split('-')[0] ?? file;
  return file.replace(/\.(?:zip|nupkg)$/i, '').replace(/[.-]\d+(?:\.\d+)+(?:-[\w.]+)?$/, '');
}
