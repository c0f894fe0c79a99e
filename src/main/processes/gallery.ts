import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { type Account, type Actor, type Automation, ensureRunbook } from '#automation';
import { delay, problem } from '#kernel';

import { packageRoot } from '../home/layout.ts';

/** The ready-made runbooks of this version, each in a folder named after it. */
export async function publishGallery(automation: Automation, account: Account, system: Actor): Promise<void> {
  const gallery = join(packageRoot, 'runbooks');
  const waiting: string[] = [];
  for (const name of await readdir(gallery)) {
    const facts = JSON.parse(await readFile(join(gallery, name, 'runbook.json'), 'utf8')) as {
      description: string;
    };
    const content = await readFile(join(gallery, name, `${name}.ts`), 'utf8');
    const operation = await ensureRunbook(
      automation,
      account,
      { name, content, description: facts.description },
      system,
    );
    if (operation !== undefined) waiting.push(operation);
  }
  for (const id of waiting) await published(automation, account.id, id);
}

async function published(automation: Automation, accountId: string, id: string): Promise<void> {
  for (;;) {
    const { status, error, runbookName } = await automation.operations.get(accountId, id);
    // A text that the account publishes no longer is no reason not to start.
    if (status === 'Succeeded' || error?.code === 'SecretsInRunbook') return;
    if (status === 'Failed')
      throw problem('RunbookCompilationFailed', { name: runbookName, diagnostics: error?.message ?? '' });
    await delay(20);
  }
}
