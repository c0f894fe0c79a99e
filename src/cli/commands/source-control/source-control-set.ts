import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';

export const sourceControlSet = defineCommand({
  summary: 'Says from which git repository runbooks come, or changes that.',
  details:
    "A repository by https, whose host the account's allowedHosts must name, or a folder of the worker's machine below those " +
    'of TENANTRY_SOURCE_FOLDERS. Address, type, branch, folder and token that are left out stay as they are.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the source control' }) }),
  options: z.object({
    url: z.string().optional().meta({ description: 'https://host/path or file:///folder', value: 'url' }),
    type: z
      .string()
      .optional()
      .meta({ description: 'GitHub, VsoGit or Git (default for a new one)', value: 'type' }),
    branch: z.string().optional().meta({ description: "default: the repository's own", value: 'branch' }),
    folder: z.string().optional().meta({ description: 'that the runbooks are in', value: 'path' }),
    tokenFile: z
      .string()
      .optional()
      .meta({ description: 'file with the access token; - for stdin', value: 'file' }),
    draft: z.boolean().default(false).meta({ description: 'leave what comes as drafts' }),
    auto: z.boolean().default(false).meta({ description: 'synchronise every five minutes' }),
    removeDeleted: z.boolean().default(false).meta({ description: 'delete runbooks whose file is gone' }),
  }),
  examples: [
    [
      'tenantry source-control set main --url https://github.com/contoso/runbooks.git --branch main --folder /runbooks --token-file token.txt',
      'a repository on GitHub',
    ],
    ['tenantry source-control set local --url file:///srv/runbooks --auto', 'a folder of this machine'],
  ],
  async run(context, { arguments: { name }, options }) {
    const { url, type, branch, folder, tokenFile, draft, auto, removeDeleted } = options;
    const accessToken = tokenFile === undefined ? undefined : (await readText(tokenFile)).trim();
    const { client } = await context.connect();
    const known = url === undefined || type !== undefined;
    const sourceControl = await client.sourceControls.put(name, {
      ...(url !== undefined && { repoUrl: url }),
      ...(!known && { sourceType: 'Git' }),
      ...(type !== undefined && { sourceType: type }),
      ...(branch !== undefined && { branch }),
      ...(folder !== undefined && { folderPath: folder }),
      ...(accessToken !== undefined && { accessToken }),
      publishRunbook: !draft,
      autoSync: auto,
      removeDeleted,
    });
    context.print(sourceControl, () => `${sourceControl.name} ${sourceControl.repoUrl}`);
  },
});
