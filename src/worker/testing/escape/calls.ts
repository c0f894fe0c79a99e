import { deniedCalls, weighedCalls } from '../../isolation/system-calls.ts';

type Numbers = { readonly x64: number; readonly arm64: number };

/** Numbers of the system calls that attempts make by hand. */
const table: Readonly<Record<string, Numbers>> = {
  ...deniedCalls,
  ...weighedCalls,
  mq_open: { x64: 240, arm64: 180 },
  mq_unlink: { x64: 241, arm64: 181 },
  mq_timedsend: { x64: 242, arm64: 182 },
  mq_timedreceive: { x64: 243, arm64: 183 },
  shmget: { x64: 29, arm64: 194 },
  shmat: { x64: 30, arm64: 196 },
  setpriority: { x64: 141, arm64: 140 },
  prlimit64: { x64: 302, arm64: 261 },
  pidfd_open: { x64: 434, arm64: 434 },
  kill: { x64: 62, arm64: 129 },
  dup: { x64: 32, arm64: 23 },
  close: { x64: 3, arm64: 57 },
};

export const calls: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(table).map(([name, numbers]) => [name, numbers[process.arch === 'arm64' ? 'arm64' : 'x64']]),
);
