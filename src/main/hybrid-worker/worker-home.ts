import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { isProblem, newSecret, problem } from '#kernel';

import { asHomeProblem } from '../home/home-problem.ts';
import { writeWhole } from '../home/prepare.ts';

/** What a worker of a group keeps on its machine, below its home. Only its own user may read any of it. */
export interface WorkerHome {
  readonly directory: string;
  /** Where it joined, and as whom. */
  readonly facts: string;
  /** Key and certificate, one after the other, in one file: a renewal replaces both at once. */
  readonly identity: string;
  readonly lock: string;
  readonly spool: string;
  readonly spoolKey: string;
  readonly work: string;
}

export function workerHome(home: string): WorkerHome {
  const at = (...parts: string[]): string => join(home, 'hybrid-worker', ...parts);
  return {
    directory: at(),
    facts: at('worker.json'),
    identity: at('identity.pem'),
    lock: at('running.json'),
    spool: at('spool'),
    spoolKey: at('spool.key'),
    work: at('work'),
  };
}

const facts = z.object({
  origin: z.string(),
  /** PEM of the authority that the join token pinned. */
  authority: z.string(),
  id: z.string(),
  group: z.string(),
  name: z.string(),
  managementOrigin: z.string().optional(),
  proxy: z.string().optional(),
});

export type WorkerFacts = z.infer<typeof facts>;

/** PEM. */
export interface WorkerIdentity {
  readonly key: string;
  readonly cert: string;
}

/**
 * Seals what waits on the disk for the control plane; made by the first start. One that is there and cannot be read is not
 * replaced: what it sealed would be lost.
 */
export async function spoolKey(home: WorkerHome): Promise<Buffer> {
  const known = await readFile(home.spoolKey, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw asHomeProblem(error, home.directory);
  });
  if (known !== undefined) return Buffer.from(known, 'base64url');
  const made = newSecret();
  await writeWhole(home.spoolKey, made);
  return Buffer.from(made, 'base64url');
}

/**
 * Rejects with `WorkerNotJoined` where there is none, and with `WorkerHomeBroken` where there is one that cannot be read: it is
 * somebody's worker, which has jobs perhaps.
 */
export async function readWorker(
  home: WorkerHome,
): Promise<{ readonly facts: WorkerFacts; readonly identity: WorkerIdentity }> {
  try {
    const text = await readFile(home.facts, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw problem('WorkerNotJoined', { home: home.directory }, error);
    });
    const identity = identityOf(await readFile(home.identity, 'utf8'));
    return { facts: facts.parse(JSON.parse(text)), identity };
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('WorkerHomeBroken', { home: home.directory, reason: (error as Error).message }, error);
  }
}

/** The identity first: a home with facts has it. */
export async function writeWorker(
  home: WorkerHome,
  written: { readonly facts: WorkerFacts; readonly identity: WorkerIdentity },
): Promise<void> {
  try {
    for (const folder of [home.directory, home.spool, home.work])
      await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeIdentity(home, written.identity);
    await writeWhole(home.facts, `${JSON.stringify(written.facts, null, 2)}\n`);
  } catch (error) {
    throw asHomeProblem(error, home.directory);
  }
}

export async function writeIdentity(home: WorkerHome, { key, cert }: WorkerIdentity): Promise<void> {
  await writeWhole(home.identity, `${key}${cert}`);
}

function identityOf(pem: string): WorkerIdentity {
  const split = pem.indexOf('-----BEGIN CERTIFICATE-----');
  return { key: pem.slice(0, split), cert: pem.slice(split) };
}
