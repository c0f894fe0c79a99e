import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { buildRunbook } from '#host-build';
import { silentLogger } from '#kernel';

import { type WorkerOptions, startWorker } from '../worker.ts';
import { type MemoryLink, createMemoryLink } from './memory-link.ts';

export const packageRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** A whole worker with real hosts and a real gateway, on a control plane in memory. */
export interface Workshop {
  readonly link: MemoryLink;
  readonly directory: string;
  readonly worker: Awaited<ReturnType<typeof startWorker>>;
  close(): Promise<void>;
}

export async function openWorkshop(
  more: Partial<WorkerOptions> & { link?: MemoryLink } = {},
): Promise<Workshop> {
  const directory = await mkdtemp(join(tmpdir(), 'tenantry-worker-'));
  const authority = await createAuthority({ name: 'Test gateway' });
  const gateway = createGateway({ authority, logger: silentLogger });
  const link = more.link ?? createMemoryLink();
  const worker = await startWorker({
    name: 'test',
    gateway,
    authorityPem: authority.certificatePem,
    warmHosts: 1,
    isolation: 'prefer',
    directory,
    packageRoot,
    tenantCaPem: authority.certificatePem,
    logger: silentLogger,
    ...more,
    link,
  });
  return {
    link,
    directory,
    worker,
    async close() {
      await worker.stop();
      await gateway.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The artifact of a runbook whose `run` has this body and whose parameters are these. */
export async function artifactOf(body: string, parameters = '{}', before = ''): Promise<string> {
  const source = [
    `import { defineRunbook } from 'tenantry/runbook';`,
    `import { z } from 'zod';`,
    before,
    `export default defineRunbook({`,
    `  parameters: z.object(${parameters}),`,
    `  async run({ params, graph, step, log, assets, identity, job, runbooks, signal }) {`,
    body,
    `  },`,
    `});`,
  ].join('\n');
  const built = await buildRunbook({ runbook: 'test-runbook', source, packageRoot });
  if (!built.ok) throw new Error(JSON.stringify(built.diagnostics, null, 2));
  return built.artifact;
}

/** Texts of one stream of a job, in order. */
export function texts(link: MemoryLink, id: string, stream = 'Output'): string[] {
  return link
    .job(id)
    .streams.filter((record) => record.stream === stream)
    .map(({ text }) => text);
}
