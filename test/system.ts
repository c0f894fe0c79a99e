import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { type Session, openSession } from '#cli';
import type { Job } from '#client';
import { delay, newId } from '#kernel';
import { type LaunchOptions, type System, launch } from '#main';

/** A whole system of its own for a test file: PostgreSQL, tenant, control plane and worker on free ports. */
export interface TestSystem {
  readonly home: string;
  readonly system: System;
  readonly session: Session;
  /** Imports and publishes a TypeScript runbook. */
  publish(name: string, source: string): Promise<void>;
  startJob(runbook: string, parameters?: Record<string, string>): Promise<string>;
  /** Resolves with the job once it has ended. */
  ended(name: string): Promise<Job>;
  stop(): Promise<void>;
}

export async function startSystem(options: Partial<LaunchOptions> = {}): Promise<TestSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-system-'));
  // PostgreSQL may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const home = join(folder, 'home');
  const system = await launch({ home, apiPort: 0, tenantPort: 0, ...options });
  const session = await openSession(system.connection);
  const { client } = session;
  return {
    home,
    system,
    session,
    async publish(name, source) {
      await client.runbooks.create(name, { runbookType: 'TypeScript' });
      await client.runbooks.putDraft(name, source);
      await client.runbooks.publish(name);
    },
    async startJob(runbook, parameters = {}) {
      const name = newId();
      await client.jobs.create(name, { runbook, parameters });
      return name;
    },
    async ended(name) {
      for await (const event of client.jobs.follow(name)) void event;
      return client.jobs.get(name);
    },
    async stop() {
      await session.close();
      await system.stop();
      removeHomes(folder, 'home');
    },
  };
}

/** Where the database of a home lies: a server that runs as another user cannot always lie in it. */
export function databaseFolder(home: string): string {
  return resolve(home, 'postgres', readFileSync(join(home, 'postgres', 'location'), 'utf8').trim());
}

/** Removes a folder with homes in it, and what they have outside of it. */
export function removeHomes(folder: string, ...names: string[]): void {
  for (const name of names) {
    const home = join(folder, name);
    if (existsSync(join(home, 'postgres', 'location')))
      rmSync(databaseFolder(home), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Asks until the answer is there; the answer, not the time, decides. */
export async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await delay(25);
  }
}
