import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

import { type Logger, delay, monotonicNow, problem } from '#kernel';

import { keysCommandVariable, keysVariable } from '#store';

import { type Home, packageRoot } from '../home/layout.ts';
import type { FromProcess, ProcessKind, ProcessSettings, ToProcess } from './messages.ts';

const mostDeathsAMinute = 10;
const stopPatience = 10_000;
const fromSources = import.meta.url.endsWith('.ts');

/** One of the product's processes, kept alive: when it dies unasked it is started again. */
export interface KeptProcess {
  readonly kind: ProcessKind;
  readonly pid: number | undefined;
  /** Resolves once it first said that it is ready; rejects when it cannot start. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
  configure(settings: ProcessSettings): void;
  /** What it does may end within that time before it leaves. */
  stop(drainMilliseconds?: number): Promise<void>;
}

export interface KeepOptions {
  readonly kind: ProcessKind;
  readonly home: Home;
  readonly logger: Logger;
  /** It died too often to be tried again. */
  readonly onGivenUp: (error: Error) => void;
}

export function keepProcess({ kind, home, logger, onGivenUp }: KeepOptions): KeptProcess {
  const log = join(home.logs, `${kind}.log`);
  const first = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  const deaths: number[] = [];
  let settings: ProcessSettings | undefined;
  let stopping = false;
  let everReady = false;
  let child = start();

  function start(): ChildProcess {
    const started = fork(programOf(kind), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: sourceCondition(),
      // A cache that is named already serves other homes too.
      env: { NODE_COMPILE_CACHE: home.compileCache, ...environmentOf(kind) },
    });
    const lines = createWriteStream(log, { flags: 'a', mode: 0o600 });
    // A full disk costs its log, never the process that is logged, nor this one.
    lines.once('error', (error) => {
      logger.warn('the log cannot be written any more', { log, error });
      lines.on('error', () => {});
      started.stdout?.unpipe(lines).resume();
      started.stderr?.unpipe(lines).resume();
    });
    started.stdout?.pipe(lines, { end: false });
    started.stderr?.pipe(lines);
    started.on('message', (message: FromProcess) => hear(message));
    started.once('exit', (code, signal) => void ended(code, signal));
    if (settings !== undefined) tell(started, { type: 'configure', settings });
    return started;
  }

  function hear(message: FromProcess): void {
    if (message.type === 'ready') {
      everReady = true;
      first.resolve(message.facts);
    } else {
      first.reject(problem('ProcessFailed', { process: kind, reason: message.message, log }));
    }
  }

  async function ended(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    if (stopping) return;
    if (!everReady) {
      first.reject(
        problem('ProcessFailed', { process: kind, reason: `it ended with ${signal ?? code}`, log }),
      );
      return;
    }
    logger.warn('a process died and is started again', { process: kind, code, signal });
    const now = monotonicNow();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < 60_000).length;
    if (recent > mostDeathsAMinute) {
      onGivenUp(problem('ProcessKeepsDying', { process: kind, times: recent, log }));
      return;
    }
    await delay(recent === 1 ? 0 : Math.min(100 * 2 ** recent, 5_000));
    if (!stopping) child = start();
  }

  return {
    kind,
    get pid() {
      return child.pid;
    },
    ready: first.promise,
    configure(given) {
      settings = given;
      tell(child, { type: 'configure', settings });
    },
    async stop(drainMilliseconds = 0) {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      tell(child, { type: 'stop', drainMilliseconds });
      const patience = setTimeout(() => child.kill('SIGKILL'), stopPatience + drainMilliseconds);
      await gone;
      clearTimeout(patience);
    },
  };
}

function tell(child: ChildProcess, message: ToProcess): void {
  if (child.connected) child.send(message, () => {});
}

/** Keys are the control plane's alone. */
function environmentOf(kind: ProcessKind): NodeJS.ProcessEnv {
  if (kind === 'control-plane') return process.env;
  const { [keysVariable]: _keys, [keysCommandVariable]: _command, ...rest } = process.env;
  return rest;
}

/** The same form as this file: TypeScript sources, or what the build made of them. */
function programOf(kind: ProcessKind): string {
  return fromSources
    ? join(packageRoot, 'src/main/processes', `${kind}.ts`)
    : join(packageRoot, 'dist/programs', `${kind}.js`);
}

export function sourceCondition(): string[] {
  return fromSources ? ['--conditions=source'] : [];
}
