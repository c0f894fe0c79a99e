import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { Client, EnvironmentLock } from '#client';
import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readBytes, readText } from '../../connection/session.ts';
import { demandBuilt, lockText } from './built.ts';
import { environmentName } from './environment-name.ts';

const lockSchema = z.object({
  language: z.enum(['PowerShell', 'Python']),
  version: z.string(),
  engine: z.object({ kind: z.enum(['tenantry', 'pwsh', 'python']), version: z.string() }),
  packages: z.array(z.object({ name: z.string(), version: z.string(), hash: z.string() })),
});
/** As `environment lock --json` writes it, or the lock alone. */
const lockFile = z.union([z.object({ lock: lockSchema }).transform(({ lock }) => lock), lockSchema]);

export const environmentCreate = defineCommand({
  summary: 'Creates a runtime environment, or changes it, and waits for its build.',
  details:
    'PowerShell runs in our own process, or with --engine pwsh in an installed one of the version given. With --lock the environment is made from an exported lock, and fails if it does not come to the same.',
  arguments: z.object({ name: environmentName }),
  options: z.object({
    language: z
      .enum(['PowerShell', 'Python'])
      .default('PowerShell')
      .meta({ description: 'what its runbooks are written in' }),
    runtime: z
      .string()
      .optional()
      .meta({ description: 'version of the language (default: 7.6 or 3)', value: 'version' }),
    engine: z
      .enum(['tenantry', 'pwsh'])
      .optional()
      .meta({ description: 'for PowerShell: our own process, or an installed pwsh' }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
    lock: z.string().optional().meta({ description: 'a lock to make it from', value: 'file' }),
    packages: z
      .string()
      .optional()
      .meta({ description: 'a folder with files that the lock names', value: 'folder' }),
  }),
  examples: [
    ['tenantry environment create graph', 'for PowerShell runbooks that need modules of their own'],
    ['tenantry environment create sheets --language Python --runtime 3.11', 'for Python runbooks'],
    ['tenantry environment create graph --lock graph.lock.json --packages ./packages', 'the same elsewhere'],
  ],
  async run(context, { arguments: { name }, options }) {
    const { client } = await context.connect();
    const { language, engine, description } = options;
    const settings = {
      ...(engine !== undefined && { engine }),
      ...(description !== undefined && { description }),
    };
    if (options.lock === undefined) {
      const version = options.runtime ?? (language === 'Python' ? '3' : '7.6');
      await client.environments.create(name, { ...settings, runtime: { language, version } });
    } else {
      const lock = await readLock(options.lock);
      if (options.packages !== undefined) {
        context.terminal.progress('uploading packages of the lock');
        await uploadLocked(client, name, lock, options.packages);
      }
      await client.environments.create(name, { ...settings, lock });
    }
    context.terminal.progress(`building ${name}`);
    const built = await client.environments.settled(name, context.interrupt);
    context.print(built, () => `${built.name} ${built.provisioningState} ${lockText(built.lock)}`.trimEnd());
    demandBuilt(context.terminal, built);
  },
});

async function readLock(file: string): Promise<EnvironmentLock> {
  const text = await readText(file);
  try {
    return lockFile.parse(JSON.parse(text));
  } catch (error) {
    const detail =
      error instanceof z.ZodError ? 'it lacks language, version, engine or packages' : 'it is no JSON';
    throw problem('LockFileInvalid', { file, detail }, error);
  }
}

/** Files are found by what is in them, whatever they are called. */
async function uploadLocked(
  { environments }: Client,
  name: string,
  { language, version, engine, packages }: EnvironmentLock,
  folder: string,
): Promise<void> {
  await environments.create(name, {
    runtime: { language, version },
    ...(language === 'PowerShell' && { engine: engine.kind }),
  });
  for (const file of await readdir(folder)) {
    if (!/\.(?:zip|nupkg|whl)$/i.test(file)) continue;
    const content = await readBytes(join(folder, file));
    const hash = createHash('sha256').update(content).digest('hex');
    const locked = packages.find((each) => each.hash === hash);
    if (locked !== undefined) await environments.upload(name, locked.name, content);
  }
}
