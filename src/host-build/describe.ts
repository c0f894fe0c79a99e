/**
 * Run in a process of its own, under Node.js's permission model: loads a bundled runbook once and asks for its
 * description. It runs code of others, so what it writes to file descriptor 3 is believed for this runbook only.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export interface Description {
  readonly parameters: readonly unknown[];
  readonly description?: string;
}

export type Described =
  | ({ readonly found: 'runbook' } & Description)
  | { readonly found: 'nothing' }
  | {
      readonly found: 'fault';
      readonly during: 'load' | 'describe';
      readonly message: string;
      readonly stack: string;
    };

interface RunbookLike {
  readonly description?: string;
  describe(): readonly unknown[];
}

async function describe(artifact: string): Promise<Described> {
  let during: 'load' | 'describe' = 'load';
  try {
    const module = (await import(pathToFileURL(artifact).href)) as { readonly default?: unknown };
    const runbook = module.default;
    if (!isRunbook(runbook)) return { found: 'nothing' };
    during = 'describe';
    const { description } = runbook;
    const parameters = runbook.describe();
    return { found: 'runbook', parameters, ...(description === undefined ? {} : { description }) };
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : { message: String(error) };
    return { found: 'fault', during, message, stack };
  }
}

function isRunbook(value: unknown): value is RunbookLike {
  return typeof value === 'object' && value !== null && Symbol.for('tenantry.runbook') in value;
}

const described = await describe(process.argv[2]!);
writeFileSync(3, JSON.stringify(described));
process.kill(process.pid, 'SIGKILL');
