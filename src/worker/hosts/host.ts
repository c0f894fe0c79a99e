import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import type { Gateway, GatewayPort } from '#gateway';
import type { HostFrame, WorkerFrame } from '#host-protocol';
import { newId, problem } from '#kernel';

import { type Boundary, endConfined, spawnConfined } from '../isolation/boundary.ts';
import { type JobUser, letRead } from '../isolation/job-users.ts';
import { type Broken, readFrames } from './frame-lines.ts';
import { type Exit, exitOf, peakMemory } from './process-facts.ts';
import type { Language } from './languages/language.ts';

export interface HostOptions {
  readonly boundary: Boundary;
  readonly language: Language;
  /** Certificate of the gateway's authority: what the job's clients trust. */
  readonly authorityFile: string;
  readonly slots: string;
  readonly gateway: Gateway;
  readonly memoryBytes: number;
}

/** A started, single-use process: it listens on its own way out, is known to the gateway, and knows nothing of a job. */
export interface Host {
  readonly language: Language;
  readonly engine: string;
  /** Not the worker's own. */
  readonly user: JobUser | undefined;
  readonly pid: number;
  readonly port: GatewayPort;
  /** stdout and stderr, below what the host program itself turns into records. */
  readonly raw: { readonly stdout: Readable; readonly stderr: Readable };
  readonly gone: Promise<Exit>;
  alive(): boolean;
  /** Puts a file into the slot, before anything of the job runs there. Returns its path as the host sees it. */
  place(name: string, content: string): string;
  /** A folder of the slot, before anything of the job runs there: where it lies, and where the host sees it. */
  folder(name: string): { readonly outside: string; readonly inside: string };
  /** Once all is placed, and before anything of the job runs there: whoever the host runs as may read it. */
  handOver(): Promise<void>;
  hear(handle: (frame: HostFrame | Broken) => void): void;
  send(frame: WorkerFrame): void;
  /** Stops reading frames: the host then waits as soon as its pipe is full. */
  pause(): void;
  resume(): void;
  peakMemory(): number | undefined;
  /** Ends the process, whatever it does, and clears its slot. */
  destroy(): Promise<Exit>;
}

const patience = 20_000;
const slotInside = '/job';

/** Starts a host and resolves when it is ready for its job. @throws HostNotReady */
export async function startHost(options: HostOptions): Promise<Host> {
  const { boundary, authorityFile, slots, gateway } = options;
  const slot = join(slots, newId());
  const placed: string[] = [];
  mkdirSync(slot, { recursive: true, mode: 0o700 });
  const { user } = boundary;
  if (user !== undefined) giveFolder(slot, user);
  const child = spawnHost(options, slot);
  const frames = child.stdio[3] as Socket;
  // A host that dies while it is written to is seen by its exit.
  frames.on('error', () => {});
  let handle: (frame: HostFrame | Broken) => void = () => {};
  const gone = exitOfChild(child);
  const clean = async (): Promise<Exit> => {
    endConfined(child, boundary);
    // Its end is seen only once its last words are read, by whoever listens, or by nobody.
    for (const stream of [child.stdout, child.stderr, frames]) stream?.resume();
    const exit = await gone;
    await removeSlot(slot, placed);
    return exit;
  };

  const ready = Promise.withResolvers<Extract<HostFrame, { type: 'ready' }>>();
  const listening = Promise.withResolvers<Server>();
  handle = (frame) => ('type' in frame && frame.type === 'ready' ? ready.resolve(frame) : undefined);
  readFrames(frames, (frame) => handle(frame));
  child.once('message', (_message: unknown, server: unknown) => listening.resolve(server as Server));
  const timer = setTimeout(() => endConfined(child, boundary), patience);
  const early = gone.then((exit): never => {
    throw problem('HostNotReady', { reason: `it ended with ${exit.signal ?? exit.exitCode ?? 'an error'}` });
  });
  try {
    const [server, { engine }] = await Promise.race([Promise.all([listening.promise, ready.promise]), early]);
    const address = server.address();
    const portNumber = typeof address === 'object' && address !== null ? address.port : 0;
    const authorityInside = boundary.bubblewrap === undefined ? authorityFile : authorityPath;
    const port = gateway.attach(server, { port: portNumber, caFile: authorityInside });
    return {
      language: options.language,
      engine,
      user,
      pid: child.pid!,
      port,
      raw: { stdout: child.stdout!, stderr: child.stderr! },
      gone,
      alive: () => child.exitCode === null && child.signalCode === null,
      place(name, content) {
        placed.push(join(slot, name));
        writeFileSync(join(slot, name), content, { mode: 0o600 });
        return join(boundary.bubblewrap === undefined ? slot : slotInside, name);
      },
      folder: (name) => ({
        outside: join(slot, name),
        inside: join(boundary.bubblewrap === undefined ? slot : slotInside, name),
      }),
      async handOver() {
        if (user === undefined) return;
        for (const name of await readdir(slot)) await letRead(join(slot, name));
      },
      hear: (next) => (handle = next),
      send: (frame) => frames.write(`${JSON.stringify(frame)}\n`),
      pause: () => frames.pause(),
      resume: () => frames.resume(),
      peakMemory: () => peakMemory(child.pid!, boundary),
      async destroy() {
        port.cut();
        const [exit] = await Promise.all([clean(), port.close()]);
        return exit;
      },
    };
  } catch (error) {
    await clean();
    throw error;
  } finally {
    early.catch(() => {});
    clearTimeout(timer);
  }
}

/** Bubblewrap enters it as root, without root's right to enter any folder: by root's group, which is 0. */
function giveFolder(slot: string, user: JobUser): void {
  chmodSync(slot, 0o710);
  chownSync(slot, user.uid, 0);
}

/** Most slots hold what was placed and nothing else: then a walk through them would take longer than all of the rest. */
async function removeSlot(slot: string, placed: readonly string[]): Promise<void> {
  try {
    for (const file of placed) unlinkSync(file);
    rmdirSync(slot);
  } catch {
    await rm(slot, { recursive: true, force: true });
  }
}

const authorityPath = '/tenantry/authority.pem';

function spawnHost(options: HostOptions, slot: string): ChildProcess {
  const { boundary, language, authorityFile } = options;
  const { host } = language;
  return spawnConfined(boundary, {
    readable: { ...host.readable, [authorityFile]: authorityPath, [slot]: slotInside },
    environment: (at) => host.environment({ at, slot: at(slot), authority: at(authorityFile) }),
    workingDirectory: slot,
    withoutServices: host.withoutServices,
    memoryBytes: host.memoryBytes ?? options.memoryBytes,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
    command: (at) => host.command({ at, slot: at(slot), authority: at(authorityFile) }),
  });
}

function exitOfChild(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({}));
    child.once('exit', () => {
      const watching = closeWhenQuiet([child.stdout, child.stderr, child.stdio[3]] as Socket[]);
      child.once('close', () => clearInterval(watching));
    });
    // Not `exit`: what the process printed last is read by then.
    child.once('close', (code, signal) => resolve(exitOf(code, signal)));
  });
}

const quiet = 250;

/**
 * Where there is no sandbox, something that a job left behind may hold its pipes: they are closed from here when the host
 * has gone and nothing comes any more. What its reader has paused still comes.
 */
function closeWhenQuiet(streams: readonly Socket[]): NodeJS.Timeout {
  let before = -1;
  return setInterval(() => {
    const read = streams.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    const waiting = streams.some((each) => each.isPaused() || each.readableLength > 0);
    if (read === before && !waiting) for (const each of streams) each.destroy();
    before = read;
  }, quiet);
}
