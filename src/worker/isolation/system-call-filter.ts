import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  type FilteredMachine,
  allowedFamilies,
  auditArchitectures,
  deniedCalls,
  namespaceFlags,
  terminalRequests,
  weighedCalls,
} from './system-calls.ts';

/** Of classic BPF (`linux/bpf_common.h`): load a word at k, jump if equal, at least, any bit set; return k. */
const [load, ifEqual, ifAtLeast, ifAnyOf, answer] = [0x20, 0x15, 0x35, 0x45, 0x06] as const;
/** Offsets in `struct seccomp_data`, low words on these little-endian machines. */
const [callNumber, architecture, firstArgument, secondArgument] = [0, 4, 16, 24] as const;
const allow = 0x7f_ff_00_00;
const refuseWith = (errno: number): number => 0x00_05_00_00 | errno;
const [notPermitted, notImplemented, familyUnknown] = [1, 38, 97] as const;
/** Calls of the x32 ABI have this bit: the same calls by other numbers. */
const x32Bit = 0x40_00_00_00;
const instructionBytes = 8;

/** What is done, on what, and where it goes when it is so and when it is not: a label, or the next one. */
interface Instruction {
  readonly code: number;
  readonly value: number;
  readonly yes?: string;
  readonly no?: string;
  readonly label?: string;
}

/**
 * A seccomp filter for `bwrap --seccomp`, or undefined for a machine that it is not written for. What is refused fails
 * with EPERM as it would without the right to it; `clone3`, whose flags no filter can read, is not there (ENOSYS), and
 * the C library takes `clone`.
 */
export function systemCallFilter(machine: string = process.arch): Buffer | undefined {
  return machine === 'x64' || machine === 'arm64' ? assemble(program(machine)) : undefined;
}

/** Writes the filter of this machine into a folder, for sandboxes to read. */
export async function writeSystemCallFilter(directory: string): Promise<string | undefined> {
  const filter = systemCallFilter();
  if (filter === undefined) return undefined;
  const file = join(directory, 'system-calls.bpf');
  await writeFile(file, filter, { mode: 0o600 });
  return file;
}

function program(machine: FilteredMachine): Instruction[] {
  const { clone, clone3, socket, ioctl } = weighedCalls;
  const denied = Object.values(deniedCalls).map((numbers) => numbers[machine]);
  const when = (value: number, yes: string): Instruction => ({ code: ifEqual, value, yes });
  const allowed: Instruction = { code: answer, value: allow };
  return [
    { code: load, value: architecture },
    { code: ifEqual, value: auditArchitectures[machine], no: 'refused' },
    { code: load, value: callNumber },
    ...(machine === 'x64' ? [{ code: ifAtLeast, value: x32Bit, yes: 'refused' }] : []),
    when(clone[machine], 'clone'),
    when(socket[machine], 'socket'),
    when(ioctl[machine], 'ioctl'),
    when(clone3[machine], 'absent'),
    ...denied.map((number) => when(number, 'refused')),
    { ...allowed, label: 'allowed' },
    { code: load, value: firstArgument, label: 'clone' },
    { code: ifAnyOf, value: namespaceFlags, yes: 'refused' },
    allowed,
    { code: load, value: secondArgument, label: 'ioctl' },
    ...terminalRequests.map((request) => when(request, 'refused')),
    allowed,
    { code: load, value: firstArgument, label: 'socket' },
    ...allowedFamilies.map((family) => when(family, 'known family')),
    { code: answer, value: refuseWith(familyUnknown) },
    { ...allowed, label: 'known family' },
    { code: answer, value: refuseWith(notImplemented), label: 'absent' },
    { code: answer, value: refuseWith(notPermitted), label: 'refused' },
  ];
}

/** `struct sock_filter` each: code, jumps when true and when false, value. */
function assemble(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(instructions.length * instructionBytes);
  const far = (at: number, label: string | undefined): number =>
    label === undefined ? 0 : instructions.findIndex((each) => each.label === label) - at - 1;
  for (const [at, { code, value, yes, no }] of instructions.entries()) {
    bytes.writeUInt16LE(code, at * instructionBytes);
    bytes.writeUInt8(far(at, yes), at * instructionBytes + 2);
    bytes.writeUInt8(far(at, no), at * instructionBytes + 3);
    bytes.writeUInt32LE(value, at * instructionBytes + 4);
  }
  return bytes;
}
