import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { plain } from '../../terminal/text.ts';
import { tenantName } from './tenant-name.ts';

export const tenantImport = defineCommand({
  summary: 'Imports people, groups and members from CSV or JSON, or what Microsoft Graph answered.',
  details:
    'users.csv, groups.csv and members.csv, or JSON lists of these names, are made as Graph would make them. A Graph export holds answers to GET /users, /groups, /groups/{id}/members, /subscribedSkus, /applications, /servicePrincipals and others, and is taken over as it is. Everything is imported or nothing: each wrong row is told with its line.',
  arguments: z.object({
    files: z.array(z.string()).default([]).meta({ description: 'CSV or JSON files, or a folder of them' }),
  }),
  options: z.object({
    from: z.string().optional().meta({
      description: 'a Graph export: a JSON file, or a folder of them',
      value: 'file or folder',
    }),
    tenant: tenantName.default('main').meta({ description: 'where to', value: 'name' }),
  }),
  examples: [
    ['tenantry tenant import users.csv groups.csv members.csv', 'lists of your own'],
    ['tenantry tenant import --from graph-export.json', 'what was saved of a real tenant'],
    ['tenantry tenant import --from export/ --tenant trial', 'a folder of saved answers, into a fork'],
  ],
  async run(context, { arguments: { files }, options: { from, tenant } }) {
    if ((from === undefined) === (files.length === 0))
      throw problem('InvalidOption', {
        option: '--from',
        detail: 'name either files of your own or a Graph export',
        command: 'tenant import',
      });
    const given = (await Promise.all((from === undefined ? files : [from]).map(filesOf))).flat();
    const { tenants } = await context.connectTenant();
    const report = await tenants.import(tenant, {
      format: from === undefined ? 'tables' : 'graph',
      files: given,
    });
    for (const note of report.notes) context.terminal.say(plain(note));
    if (report.findingCount === 0) {
      context.print(report, () =>
        Object.entries(report.imported)
          .map(([what, count]) => `${count} ${what}`)
          .join('\n'),
      );
      return;
    }
    if (context.json) context.print(report, () => '');
    for (const { file, line, message, remedy } of context.json ? [] : report.findings)
      context.terminal.say(plain(`${file}${line === undefined ? '' : `:${line}`}: ${message} ${remedy}`));
    throw problem('ImportRefused', { count: report.findingCount });
  },
});

/** A file, or all of a folder, under names that tell what is in them. */
async function filesOf(path: string): Promise<{ name: string; content: string }[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw problem('FileUnreadable', { file: path, reason: error.code ?? error.message }, error);
  });
  if (!found.isDirectory()) return [{ name: basename(path), content: await readText(path) }];
  const all = await readdir(path, { recursive: true, withFileTypes: true });
  const files = all.filter((each) => each.isFile() && /\.(csv|json)$/i.test(each.name));
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      name: relative(path, join(parentPath, name)),
      content: await readText(join(parentPath, name)),
    })),
  );
}
