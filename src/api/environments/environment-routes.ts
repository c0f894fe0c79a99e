import { z } from 'zod';

import type { Automation } from '#automation';
import { isProblem, problem } from '#kernel';

import { assetRoutes } from '../http/asset-routes.ts';
import { optional, optionalText, readBody, tags } from '../http/body.ts';
import type { ResourceWrite } from '../http/resource-routes.ts';
import { type Route, accountPath } from '../http/routes.ts';
import { showEnvironment, showLock } from './show-environment.ts';

const texts = optional(z.record(z.string(), z.string()));

const lock = z.object({
  language: z.enum(['PowerShell', 'Python']),
  version: z.string(),
  engine: z.object({ kind: z.enum(['tenantry', 'pwsh', 'python']), version: z.string() }),
  packages: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        hash: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of a file, in lower-case hex'),
      }),
    )
    .max(2_000),
});

const body = z.object({
  location: optionalText,
  tags,
  properties: z
    .object({
      runtime: z.object({ language: optionalText, version: optionalText }).partial().nullish(),
      defaultPackages: texts,
      description: optionalText,
      // Ours: `tenantry` or `pwsh`, and a lock to be made from.
      engine: optionalText,
      lock: optional(lock),
    })
    .partial()
    .nullish(),
});

function inputOf({ context }: ResourceWrite) {
  const { location, tags: labels, properties } = readBody(context, body);
  const { runtime, ...rest } = properties ?? {};
  return { location, tags: labels, language: runtime?.language, version: runtime?.version, ...rest };
}

export function environmentRoutes({ environments }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/runtimeEnvironments';
  const path = `${accountPath}/runtimeenvironments/:name`;
  const routes = assetRoutes({
    group: 'RuntimeEnvironments',
    creates: 'Create',
    collection: 'runtimeEnvironments',
    assets: environments,
    show: showEnvironment,
    bodies: { put: body, patch: body },
    async put(write) {
      const { account, name, actor } = write;
      const { environment, created } = await environments.put(account, name, inputOf(write), actor);
      return { asset: environment, created };
    },
    patch: (write) => environments.update(write.account, write.name, inputOf(write), write.actor),
  });
  return [
    ...routes.filter(({ method }) => method !== 'DELETE'),
    {
      operation: 'RuntimeEnvironments_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      answers: { 200: 'nothing', 204: 'nothing' },
      // Here Azure answers 204 to what is not there (2024-10-23), unlike for other assets.
      handle: async (context) => {
        try {
          await environments.remove(await context.account(), context.path['name'] ?? '', context.actor);
        } catch (error) {
          if (!isProblem(error, 'EnvironmentNotFound')) throw error;
          context.reply.code(204);
        }
        return undefined;
      },
    },
    {
      // Ours: the newest lock as `current`, or one by its revision.
      operation: 'Tenantry_GetEnvironmentLock',
      method: 'GET',
      path: `${path}/locks/:revision`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const name = context.path['name'] ?? '';
        const text = context.path['revision'] ?? '';
        const number = text.toLowerCase() === 'current' ? undefined : Number(text);
        if (number !== undefined && !(Number.isInteger(number) && number > 0 && number < 2 ** 31))
          throw problem('LockNotFound', { name, revision: text });
        return showLock(account, await environments.lock(account.id, name, number));
      },
    },
  ];
}
