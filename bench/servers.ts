import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Dispatcher } from 'undici';

import { createAuthority, issueServerCertificate } from '#certificates';

import { timed } from './measurement.ts';

/** A folder with a server's key and certificate in it, and the processes that a bench starts. */
export interface Servers {
  readonly caPem: string;
  file(name: string, content?: string): string;
  /** Starts a program of `bench/programs` and resolves with the first thing it says. */
  start<Said>(program: string, ...args: string[]): Promise<Said>;
  stop(): Promise<void>;
}

export async function openServers(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  const children: ChildProcess[] = [];
  const authority = await createAuthority({ name: 'Bench' });
  const { privateKeyPem, certificatePem } = await issueServerCertificate(authority, {
    hosts: ['localhost', '127.0.0.1'],
  });
  const file = (name: string, content?: string): string => {
    if (content !== undefined) writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  file('server.key', privateKeyPem);
  file('server.pem', certificatePem);
  file('ca.pem', authority.certificatePem);
  return {
    caPem: authority.certificatePem,
    file,
    async start<Said>(program: string, ...args: string[]) {
      const child = fork(fileURLToPath(new URL(`programs/${program}.ts`, import.meta.url)), args, {
        execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
      });
      children.push(child);
      const [said] = (await once(child, 'message')) as [Said];
      return said;
    },
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Target {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of one GET. Anything but 200 ends the bench: it would measure something else. */
export async function get({ dispatcher, origin, path, headers = {} }: Target): Promise<string> {
  const { statusCode, body } = await dispatcher.request({ origin, path, method: 'GET', headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text}`);
  return text;
}

/** Milliseconds of each of so many calls, one after the other. */
export async function latencies(target: Target, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) times.push(await timed(() => get(target)));
  return times;
}

/** Calls a second with so many at a time. */
export async function rate(target: Target, count: number, lanes: number): Promise<number> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await get(target);
    }
  };
  return (1_000 * count) / (await timed(() => Promise.all(Array.from({ length: lanes }, lane))));
}
