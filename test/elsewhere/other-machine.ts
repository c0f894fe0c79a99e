import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Why this machine cannot be cut off from the other one; undefined where it can. */
export const withoutNamespaces: string | undefined =
  spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0 &&
  existsSync('/usr/bin/nsenter')
    ? undefined
    : 'network namespaces need root, unshare, nsenter and ip';

/** A machine with no network but a cable to a proxy, where it can be had; else this one, without that promise. */
export interface OtherMachine {
  /** What listens there passes on to the proxy's socket. */
  readonly port: number;
  /** The origin of a service there: GET answers 404 until it is opened, POST is counted. */
  readonly service: string;
  open(): Promise<void>;
  /** How often something was done at the service. */
  done(): Promise<number>;
  /** Starts a program there. */
  run(file: string, argv: readonly string[], env: NodeJS.ProcessEnv): ChildProcess;
  stop(): void;
}

export async function startOtherMachine(cable: string): Promise<OtherMachine> {
  const program = [process.execPath, fileURLToPath(new URL('program.ts', import.meta.url)), cable];
  const argv =
    withoutNamespaces === undefined
      ? ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...program]
      : program;
  const machine = spawn(argv[0]!, argv.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: machine.stdout! })[Symbol.asyncIterator]();
  const next = async <Answer>(): Promise<Answer> => JSON.parse(String((await lines.next()).value)) as Answer;
  const { port, service } = await next<{ port: number; service: string }>();
  const tell = async (line: string): Promise<number> => {
    machine.stdin!.write(`${line}\n`);
    return (await next<{ done: number }>()).done;
  };
  const enter =
    withoutNamespaces === undefined
      ? ['nsenter', `--net=${join('/proc', String(machine.pid), 'ns/net')}`]
      : [];
  return {
    port,
    service,
    async open() {
      await tell('open');
    },
    done: () => tell('how often'),
    run(file, rest, env) {
      const [first, ...others] = [...enter, file, ...rest];
      return spawn(first!, others, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    },
    stop: () => void machine.stdin!.end(),
  };
}
