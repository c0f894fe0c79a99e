import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until the answer is there; the answer, not the time, decides. */
export async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await delay(25);
  }
}
