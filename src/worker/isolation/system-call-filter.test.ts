import { describe, expect, test } from 'vitest';

import { systemCallFilter } from './system-call-filter.ts';
import { auditArchitectures, deniedCalls, weighedCalls } from './system-calls.ts';

const [allowed, notPermitted, notThere, noFamily] = [0x7fff0000, 0x50001, 0x50026, 0x50061];

/** The kernel's side of classic BPF, for the instructions that filters of system calls have. */
function answerOf(filter: Buffer, data: Buffer): number {
  let word = 0;
  for (let at = 0; at * 8 < filter.length; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const value = filter.readUInt32LE(at * 8 + 4);
    const jump = (is: boolean): void => void (at += filter.readUInt8(at * 8 + (is ? 2 : 3)));
    if (code === 0x20) word = data.readUInt32LE(value);
    else if (code === 0x15) jump(word === value);
    else if (code === 0x35) jump(word >= value);
    else if (code === 0x45) jump((word & value) !== 0);
    else if (code === 0x06) return value;
    else return -1;
  }
  return -1;
}

describe.each(['x64', 'arm64'] as const)('on %s', (machine) => {
  const filter = systemCallFilter(machine)!;
  const call = (
    number: number,
    first = 0,
    second = 0,
    architecture = auditArchitectures[machine],
  ): number => {
    const data = Buffer.alloc(64);
    data.writeUInt32LE(number, 0);
    data.writeUInt32LE(architecture, 4);
    data.writeUInt32LE(first, 16);
    data.writeUInt32LE(second, 24);
    return answerOf(filter, data);
  };
  const { clone, clone3, socket, ioctl } = weighedCalls;

  test.each(Object.entries(deniedCalls))('%s is refused', (_name, numbers) => {
    expect(call(numbers[machine])).toBe(notPermitted);
  });

  test('what programs live on is allowed', () => {
    // read, write, openat, mmap, execve, exit_group
    const numbers = machine === 'x64' ? [0, 1, 257, 9, 59, 231] : [63, 64, 56, 222, 221, 94];
    for (const number of numbers) expect(call(number)).toBe(allowed);
  });

  test('a thread is made, a namespace is not', () => {
    expect(call(clone[machine], 0x3d0f00)).toBe(allowed);
    expect(call(clone[machine], 0x10000011)).toBe(notPermitted);
    expect(call(clone[machine], 0x40000011)).toBe(notPermitted);
    expect(call(clone3[machine])).toBe(notThere);
  });

  test('sockets are of the families that a network namespace keeps apart', () => {
    for (const family of [1, 2, 10, 16]) expect(call(socket[machine], family)).toBe(allowed);
    // AF_PACKET, AF_ALG, AF_VSOCK
    for (const family of [17, 38, 40]) expect(call(socket[machine], family)).toBe(noFamily);
  });

  test('nobody types into a terminal', () => {
    expect(call(ioctl[machine], 0, 0x5412)).toBe(notPermitted);
    expect(call(ioctl[machine], 0, 0x541c)).toBe(notPermitted);
    expect(call(ioctl[machine], 0, 0x5413)).toBe(allowed);
  });

  test('the same calls by the numbers of another architecture are refused', () => {
    expect(call(0, 0, 0, 0x40000003)).toBe(notPermitted);
    if (machine === 'x64') expect(call(0x40000000 + 101)).toBe(notPermitted);
  });
});

test('where it is not written for the machine there is none', () => {
  expect(systemCallFilter('riscv64')).toBeUndefined();
});
