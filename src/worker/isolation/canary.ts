/**
 * Run by the self-test, inside the sandbox and outside of it: tries what no job may do and writes what came of it.
 * `canary.cjs <targets as JSON>`, a `CanaryReport` on stdout.
 */
import { appendFileSync, closeSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { type NetConnectOpts, connect } from 'node:net';

import type { CanaryReport, CanaryTargets } from './canary-targets.ts';

const targets = JSON.parse(process.argv[2]!) as CanaryTargets;
/** Nothing answers where there is no cloud: what cannot be reached at once is not reached. */
const patience = 300;
const metadataAddress = '169.254.169.254';
const ownVariables = new Set(['TZ', 'LANG', 'PATH', 'HOME', 'TMPDIR', 'PWD']);

const can = (work: () => unknown): boolean => {
  try {
    return work() !== false;
  } catch {
    return false;
  }
};
/** Field 22 of `stat` (proc(5)): the same in every namespace, where the number of a process is not. */
const startOf = (pid: string): string =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]!;
const visible = (pid: string): boolean => can(() => startOf(pid) === targets.workerStart);
const status = readFileSync('/proc/self/status', 'utf8');
const worker = readdirSync('/proc').find((name) => /^\d+$/.test(name) && visible(name));
const withWorker = (work: (pid: string) => unknown): boolean =>
  worker !== undefined && can(() => work(worker));

function reaches(to: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(to);
    const tell = (connected: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(connected);
    };
    const timer = setTimeout(tell, patience, false);
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}

async function report(): Promise<CanaryReport> {
  const [listener, database, abstract, metadata] = await Promise.all([
    reaches({ host: '127.0.0.1', port: targets.listenerPort }),
    reaches({ path: targets.socketPath }),
    reaches({ path: `\0${targets.abstractSocket}` }),
    reaches({ host: metadataAddress, port: 80 }),
  ]);
  return {
    reached: {
      workerFile: can(() => readFileSync(targets.workerFile)),
      workerFileWrite: can(() => appendFileSync(targets.workerFile, 'written')),
      otherJob: can(() => readFileSync(targets.otherJobFile)),
      home: can(() => readdirSync('/home')) || can(() => readdirSync('/root')),
      processes: worker !== undefined,
      memory: withWorker((pid) => closeSync(openSync(`/proc/${pid}/mem`, 'r'))),
      environment: withWorker((pid) => readFileSync(`/proc/${pid}/environ`)),
      inherited: Object.keys(process.env).some((name) => !ownVariables.has(name)),
      signal: withWorker((pid) => process.kill(Number(pid), 0)),
      listener,
      database,
      abstract,
      metadata,
      rights: process.getuid?.() === 0 || !/^CapEff:\s*0+$/m.test(status),
    },
    filtered: /^Seccomp:\s*2$/m.test(status),
  };
}

void report().then((found) => process.stdout.write(JSON.stringify(found)));
