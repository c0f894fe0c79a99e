import type { Logger } from '#kernel';
import type { EngineWish, LanguageName } from '#worker-link';

import type { Boundary } from '../../isolation/boundary.ts';
import type { Layer } from '../../isolation/layers.ts';

/** Where a program finds things inside its sandbox; outside of one these are the outside paths. */
export interface Inside {
  /** Translates the outside path of anything readable. */
  at(outside: string): string;
  /** The slot's folder: the working directory, which holds what the worker placed there. */
  readonly slot: string;
  /** The certificate that the job's clients must trust (PEM). */
  readonly authority: string;
}

/** What wheels say that they are for. */
export interface Platform {
  /** As `platform.machine()` has it: `x86_64`. */
  readonly machine: string;
  /** `glibc 2.36`, `musl 1.2`; empty where Python does not tell. */
  readonly libc: string;
  /** Values of environment markers (PEP 508), by their names. */
  readonly markers: Readonly<Record<string, string>>;
}

/** How a sandboxed process of a language is started. */
export interface Program {
  /** What it reads besides the system's own folders: outside path → path inside. */
  readonly readable: Readonly<Record<string, string>>;
  /** What it needs at start; all else that a job sees comes with the job. */
  environment(inside: Inside): Readonly<Record<string, string>>;
  command(inside: Inside): readonly string[];
  /** It brings certificates and time zones itself, and the sandbox need not have the system's. */
  readonly withoutServices?: boolean;
  /** Most bytes of data (RLIMIT_DATA), where the worker's own limit does not fit. */
  readonly memoryBytes?: number;
}

/** A language that this worker runs. */
export interface Language {
  readonly name: LanguageName;
  /** What was found, for people: `Python 3.11.2, /usr/bin/python3`. The same text is the same engine. */
  readonly engine?: string;
  /** What runtime environments know it by, with its exact version; absent where they choose none. */
  readonly runs?: EngineWish;
  /** Python: what its wheels must be for. */
  readonly platform?: Platform;
  /** Ending of the file in the slot that holds a job's artifact. */
  readonly artifactEnding: string;
  /**
   * The host: speaks frames on file descriptor 3, hands out its listener over Node.js's IPC channel (NODE_CHANNEL_FD) as
   * `src/host-node/way-out.ts` does, says `ready` and runs one job. stdout and stderr never carry protocol.
   */
  readonly host: Program;
  /**
   * The build: reads `request.json` in its slot (`{ runbook, type, source, packageRoot }`), has no network, writes worker-link's
   * `buildResult` as JSON to file descriptor 3 and ends with exit code 0.
   */
  readonly build: Program;
  /**
   * The import test of a module, where the language has modules: reads `request.json` in its slot (`{ module }`; for
   * Python `{ modules }`, the names to import), finds modules in the folder that TENANTRY_MODULES names, and writes
   * worker-link's `importResult` as the build does its own.
   */
  readonly importTest?: Program;
  /**
   * The test of pairs of modules, where the language has them: reads `request.json` in its slot. `{ folder }`: answers
   * `{ modules }`, what the assemblies of each module in it are and reference. `{ order, assembly }`: loads the modules in
   * this order and answers `{ ok, message? }`, as far as it is because of the assembly.
   */
  readonly pairTest?: Program;
  /**
   * Python: compiles the modules of a wheel, which stands for the slot, and sends them as `src/worker/unpacking/parcels.ts`
   * has it to file descriptor 3.
   */
  readonly wheelCompiler?: Program;
  /** What holds a job in this language where there is no sandbox, for people: the end of "Jobs run as plain processes". */
  readonly withoutSandbox: string;
  /** What holds a job in this language besides the sandbox. */
  readonly layers?: readonly Layer[];
}

/** Why a language is not to be had on this worker, and what its administrator does about it. */
export interface Missing {
  readonly reason: string;
  readonly remedy: string;
}

export interface Machine {
  readonly boundary: Boundary;
  /** The folder of the package. */
  readonly packageRoot: string;
  /** A folder of this worker for prepared programs; each language has one of its own in it. */
  readonly programs: string;
  readonly memoryBytes: number;
  readonly logger: Logger;
}

/**
 * Looks for a language on this machine: on the engine that a runtime environment wants, else on the one that this worker
 * takes by itself. Never rejects because it is not there.
 */
export type FindLanguage = (machine: Machine, wish?: EngineWish) => Promise<Language | Missing>;

/** Whether a version is the one asked for, which may leave its last parts open: `7.4.6` fits `7.4`, and `7.40` does not. */
export function fits(version: string, wanted: string): boolean {
  return wanted === '' || version === wanted || version.startsWith(`${wanted}.`);
}
