import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import type { Gateway, GatewayPort } from '#gateway';
import { type Logger, newId, problem } from '#kernel';
import {
  type SyncClaim,
  type SyncResult,
  mostBytesOfFiles,
  mostFileBytes,
  mostFiles,
  syncResult,
} from '#worker-link';

import { findProgram } from '../isolation/bubblewrap.ts';
import { type Boundary, endConfined, spawnConfined } from '../isolation/boundary.ts';
import { declaredFolders, demandLocalRepository } from './local-folders.ts';
import type { SyncRequest } from './main.ts';

export interface SyncOptions {
  readonly boundary: Boundary;
  readonly gateway: Gateway;
  readonly authorityFile: string;
  /** `sync.cjs`. */
  readonly program: string;
  readonly slots: string;
  readonly memoryBytes: number;
  readonly logger: Logger;
  /** Those of the environment unless said otherwise. */
  readonly sourceFolders?: readonly string[] | undefined;
}

const mostSeconds = 180;
const repositoryInside = '/repository';
const authorityInside = '/tenantry/authority.pem';

/**
 * Reads a repository by git, in a sandbox of its own: one on this machine without any network, another one with the gateway as
 * its only way out, which lets it to its own host and nowhere else.
 * @throws GitMissing, RepositoryUnreadable, SourceFolderRefused, SyncFailed
 */
export async function syncRepository(
  { repository, allowedHosts }: SyncClaim,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<SyncResult> {
  const program = findProgram('git');
  if (program === undefined) throw problem('GitMissing');
  const { boundary, slots } = options;
  const address = URL.parse(repository.url);
  if (address === null || !['https:', 'file:'].includes(address.protocol))
    throw problem('RepositoryUnreadable', { reason: 'its address is neither https nor file' });
  const isLocal = address.protocol === 'file:';
  const folder = isLocal
    ? await demandLocalRepository(repository.url, options.sourceFolders ?? declaredFolders())
    : undefined;
  const slot = join(slots, newId());
  await mkdir(slot, { recursive: true, mode: 0o700 });
  try {
    const seen = boundary.bubblewrap === undefined ? folder : repositoryInside;
    const request: SyncRequest = {
      ...repository,
      program,
      ...(folder !== undefined && { url: `file://${seen}` }),
      network: !isLocal,
      limits: { files: mostFiles, fileBytes: mostFileBytes, bytes: mostBytesOfFiles },
    };
    await writeFile(join(slot, 'request.json'), JSON.stringify(request), { mode: 0o600 });
    const allowed = allowedHosts.filter((host) => host.toLowerCase() === address.hostname);
    return await answerOf({ slot, folder, allowed }, options, signal);
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

interface Place {
  readonly slot: string;
  /** Of a repository on this machine. */
  readonly folder: string | undefined;
  readonly allowed: readonly string[];
}

async function answerOf(place: Place, options: SyncOptions, signal: AbortSignal): Promise<SyncResult> {
  const { boundary, logger } = options;
  const child = spawnSync(place, options);
  let port: GatewayPort | undefined;
  child.once('message', (_message: unknown, server: unknown) => {
    port = openWay(server as Server, place.allowed, options);
    child.send(port.environment as Record<string, string>);
  });
  const end = (): void => endConfined(child, boundary);
  let late = false;
  const timer = setTimeout(() => ((late = true), end()), mostSeconds * 1_000);
  signal.addEventListener('abort', end, { once: true });
  const closed = once(child, 'close').catch((error: unknown) => [String(error)]);
  const [answer, complaint, [code]] = await Promise.all([
    text(child.stdio[3] as Readable),
    text(child.stderr!),
    closed,
  ]);
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  await port?.close();
  if (signal.aborted) throw problem('WorkerStopped');
  if (late) throw problem('SyncFailed', { reason: `it took longer than ${mostSeconds} seconds` });
  const parsed = code === 0 ? syncResult.safeParse(parseJson(answer)) : undefined;
  if (parsed?.success === true) return parsed.data;
  logger.error('the program that reads repositories failed', { complaint });
  throw problem('SyncFailed', { reason: 'its program came to no end; the log of the worker says more' });
}

function spawnSync({ slot, folder }: Place, options: SyncOptions) {
  const { boundary, authorityFile, program } = options;
  const node = process.execPath;
  const sandboxed = boundary.bubblewrap !== undefined;
  return spawnConfined(boundary, {
    readable: {
      [dirname(program)]: '/tenantry/program',
      [node]: '/tenantry/node',
      [authorityFile]: authorityInside,
      [slot]: '/job',
      ...(folder !== undefined && { [folder]: repositoryInside }),
    },
    // The sandbox has a temporary folder of its own.
    environment: () => (sandboxed ? {} : { TMPDIR: slot }),
    workingDirectory: slot,
    memoryBytes: options.memoryBytes,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
    command: (at) => [at(node), at(program), at(join(slot, 'request.json'))],
  });
}

/** To its own host, with nobody's identity. */
function openWay(server: Server, allowedHosts: readonly string[], options: SyncOptions): GatewayPort {
  const { gateway, boundary, authorityFile } = options;
  const address = server.address();
  const port = gateway.attach(server, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    caFile: boundary.bubblewrap === undefined ? authorityFile : authorityInside,
  });
  port.assign({
    upstream: { origin: 'https://127.0.0.1:9', ca: '' },
    allowedHosts,
    token: () => Promise.reject(problem('SyncFailed', { reason: 'it has no identity' })),
    onCall: () => {},
    onSecret: () => {},
  });
  return port;
}

function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
