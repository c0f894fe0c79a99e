import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, type Server, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { type Logger, newSecret, problem } from '#kernel';
import type { Isolation } from '#worker-link';

import { type Boundary, boundaryOf, spawnConfined } from './boundary.ts';
import { findProgram } from './bubblewrap.ts';

export type IsolationMode = 'require' | 'prefer' | 'off';

export interface SelfTest {
  readonly boundary: Boundary;
  readonly isolation: Isolation;
}

export interface SelfTestOptions {
  readonly mode: IsolationMode;
  /** A folder of the worker's own, which no sandbox is given. */
  readonly directory: string;
  readonly canaryFile: string;
  readonly memoryBytes: number;
  readonly logger: Logger;
}

const patience = 10_000;

/**
 * Finds out by trying which boundary holds on this machine: a canary in the sandbox tries to reach a listener and to read
 * a file outside. The answer goes into every job's record.
 * @throws IsolationUnavailable in mode `require` when the sandbox is missing or leaks
 */
export async function testIsolation(options: SelfTestOptions): Promise<SelfTest> {
  if (options.mode === 'off') return unprotected('isolation is switched off (--isolation off)');
  const bubblewrap = findProgram('bwrap');
  const fault =
    bubblewrap === undefined
      ? 'bubblewrap (bwrap) is not installed'
      : await sandboxFault(bubblewrap, options);
  if (fault === undefined) {
    return { boundary: boundaryOf(bubblewrap), isolation: { boundary: 'bubblewrap', egressEnforced: true } };
  }
  if (options.mode === 'require') throw problem('IsolationUnavailable', { reason: `${fault}.` });
  options.logger.warn('jobs are not kept from the network and the files of this machine', { reason: fault });
  return unprotected(fault);
}

function unprotected(reason: string): SelfTest {
  const detail = `The way out is not enforced: ${reason}. Jobs run as plain processes.`;
  return {
    boundary: boundaryOf(undefined),
    isolation: { boundary: 'process', egressEnforced: false, detail },
  };
}

/** What is wrong with the sandbox, or undefined when it holds. */
async function sandboxFault(bubblewrap: string, options: SelfTestOptions): Promise<string | undefined> {
  const file = join(options.directory, `canary-${newSecret(6)}`);
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await writeFile(file, 'canary', { mode: 0o600 });
    await provokable(file, server);
    return await tryCanary(bubblewrap, file, server, options);
  } finally {
    server.close();
    await rm(file, { force: true });
  }
}

/** The control: from here both attempts must succeed, or the test would prove nothing. */
async function provokable(file: string, server: Server): Promise<void> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await Promise.all([once(socket, 'connect'), readFile(file)]);
  socket.destroy();
}

async function tryCanary(
  bubblewrap: string,
  file: string,
  server: Server,
  { canaryFile, memoryBytes, directory }: SelfTestOptions,
): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  const child = spawnConfined(boundaryOf(bubblewrap), {
    readable: { [canaryFile]: '/tenantry/canary.cjs', [process.execPath]: '/tenantry/node' },
    environment: () => ({}),
    workingDirectory: '/',
    memoryBytes,
    stdio: ['ignore', 'pipe', 'pipe'],
    command: (at) => [at(process.execPath), at(canaryFile), file, String(port)],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const exit = once(child, 'close').catch((error: unknown) => [String(error)]);
  const [answer, complaint, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), exit]);
  clearTimeout(timer);
  if (code !== 0)
    return `the sandbox does not start (${complaint.trim().split('\n').at(-1) ?? ''}, ${String(code)})`;
  const seen = JSON.parse(answer) as { connected: boolean; read: boolean; uid: number };
  if (seen.connected) return 'a process in the sandbox reached the network outside';
  if (seen.read) return `a process in the sandbox read a file of ${directory}`;
  if (seen.uid === 0) return 'a process in the sandbox is root';
  return undefined;
}
