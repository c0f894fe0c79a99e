/**
 * The program that reads a git repository, in a process that is thrown away: `sync.cjs <request.json>`. It has nothing but its
 * own temporary folder to write to; what it found goes to file descriptor 3. Where it needs the network it listens, passes the
 * listener out, and is told the way.
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isProblem } from '#kernel';

import { openGit } from './git.ts';
import { type ReadLimits, type Wanted, readRepository } from './read-repository.ts';

/** What `request.json` has. */
export interface SyncRequest extends Wanted {
  /** Full path of git. */
  readonly program: string;
  readonly accessToken?: string | undefined;
  readonly network: boolean;
  readonly limits: ReadLimits;
}

const descriptor = 3;

/** Bound here, in the network that git sees; answered outside alone, so it is closed here once it was handed out. */
async function wayOut(): Promise<Record<string, string>> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const told = once(process, 'message');
  await new Promise<void>((resolve, reject) => {
    process.send!('listening', server, {}, (error) => (error === null ? resolve() : reject(error)));
  });
  server.close();
  const [environment] = (await told) as [Record<string, string>];
  return environment;
}

async function read({ network, accessToken, program, limits, ...wanted }: SyncRequest): Promise<unknown> {
  const home = await mkdtemp(join(tmpdir(), 'sync-'));
  try {
    const way = network ? await wayOut() : {};
    const git = await openGit({ program, home, url: wanted.url, accessToken, network: way });
    return { ok: true, ...(await readRepository(git, home, wanted, limits)) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { ok: false, code: error.code, message: error.advice };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function run(file: string): Promise<void> {
  const request = JSON.parse(await readFile(file, 'utf8')) as SyncRequest;
  const bytes = Buffer.from(JSON.stringify(await read(request)));
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  process.exit(0);
}

void run(process.argv[2]!);
