import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * Another machine, as far as the network goes: a namespace that one cable connects with this machine. Pulled, nothing passes any
 * more, and nobody is told.
 */
export interface Network {
  /** Of this machine at its end of the cable. */
  readonly address: string;
  /** Starts a program over there. */
  spawn(command: readonly string[], env: NodeJS.ProcessEnv): ChildProcess;
  pull(): void;
  plug(): void;
  close(): void;
}

const ip = (...words: string[]): void => void execFileSync('ip', words, { stdio: 'ignore' });

/** Undefined where namespaces cannot be made, for which one has to be root. */
export function openNetwork(): Network | undefined {
  const [name, here, there] = ['chaos', 'here', 'there'].map((part) => `${part}-${process.pid}`) as [
    string,
    string,
    string,
  ];
  const [low, high] = [process.pid % 250, (process.pid >> 8) % 250];
  const address = `10.${high}.${low}.1`;
  const inside = (...words: string[]): void => ip('netns', 'exec', name, 'ip', ...words);
  try {
    ip('netns', 'add', name);
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name);
    ip('addr', 'add', `${address}/30`, 'dev', here);
    ip('link', 'set', here, 'up');
    inside('addr', 'add', `10.${high}.${low}.2/30`, 'dev', there);
    inside('link', 'set', there, 'up');
    inside('link', 'set', 'lo', 'up');
  } catch {
    try {
      ip('netns', 'del', name);
    } catch {
      // It was not made.
    }
    return undefined;
  }
  return {
    address,
    spawn: (command, env) =>
      spawn('ip', ['netns', 'exec', name, ...command], { env, stdio: ['ignore', 'ignore', 'inherit'] }),
    pull: () => ip('link', 'set', here, 'down'),
    plug: () => ip('link', 'set', here, 'up'),
    close: () => ip('netns', 'del', name),
  };
}

/** A port of that address that nobody has. */
export async function freePortOf(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
