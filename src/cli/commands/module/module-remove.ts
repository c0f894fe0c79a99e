import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const moduleRemove = defineCommand({
  summary: 'Removes a module from the account, or one of its versions.',
  details:
    'What another module requires stays until that one goes, as does the default while there are other versions.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the module' }) }),
  options: z.object({
    version: z.string().optional().meta({ description: 'only this version (or its id)', value: 'version' }),
  }),
  examples: [
    ['tenantry module remove Contoso.Tools --version 1.2.0', 'removes one version'],
    ['tenantry module remove Contoso.Tools', 'removes all of it'],
  ],
  async run(context, { arguments: { name }, options: { version } }) {
    const { modules } = (await context.connect()).client;
    const removed =
      version === undefined ? await modules.delete(name) : await modules.deleteVersion(name, version);
    if (!removed && version === undefined) throw problem('ModuleNotFound', { name });
    if (!removed && version !== undefined) throw problem('ModuleVersionNotFound', { name, version });
    context.print({ name, ...(version !== undefined && { version }), removed: true }, () =>
      version === undefined ? `${name} is removed` : `${name} ${version} is removed`,
    );
  },
});
