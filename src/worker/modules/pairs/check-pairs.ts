import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { newId } from '#kernel';
import type { ModulePair, ModuleRef } from '#worker-link';

import type { BuildOptions } from '../../builds/build.ts';
import { modulesFolder, runProgram } from '../../builds/run-program.ts';
import type { Program } from '../../hosts/languages/language.ts';
import { type Candidate, candidatesOf, moduleAssemblies } from './candidates.ts';
import type { PairMemory } from './pair-memory.ts';

const readSeconds = 60;
const loadSeconds = 60;
/** Each is two processes of a second or two. */
const mostTried = 40;
const notTried = `It was not tried: more than ${mostTried} pairs share an assembly.`;

const reading = z.object({ modules: z.array(moduleAssemblies) });
const loading = z.object({ ok: z.boolean(), message: z.string().optional() });

const mostRemembered = 10_000;

export interface PairCheck {
  readonly modules: readonly ModuleRef[];
  /** The engine's name: another may load what this one does not. */
  readonly engine: string;
  readonly memory: PairMemory;
  /** Only pairs with this one, by its name; all unless said otherwise. */
  readonly of?: string;
  readonly program: Program;
}

/**
 * Finds modules that do not load together: first by reading their assemblies, then by loading each pair that shares one
 * in both orders, each order in a throw-away process of its own. Where modules bring no assembly nothing is started.
 */
export async function checkPairs(
  { modules, of, program, engine, memory }: PairCheck,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<readonly ModulePair[]> {
  const slot = join(options.slots, newId());
  const folder = join(slot, modulesFolder);
  try {
    await mkdir(slot, { recursive: true, mode: 0o700 });
    await options.modules.place(
      modules.filter((each) => each.beside !== true),
      folder,
    );
    const withAssemblies = await foldersWithAssemblies(folder);
    if (withAssemblies < 2) return [];
    const candidates = candidatesOf(await read(slot, program, options, signal)).filter(
      (each) => of === undefined || each.modules.some((name) => name.toLowerCase() === of.toLowerCase()),
    );
    const pairs: ModulePair[] = [];
    let tried = 0;
    for (const candidate of candidates) {
      const key = [engine, ...candidate.modules.map((name) => hashOf(modules, name))].join(' ');
      const known = memory.get(key);
      if (known === undefined && tried === mostTried) {
        pairs.push({ ...shown(candidate), inOrder: notTried, reversed: notTried });
        continue;
      }
      if (known === undefined) tried += 1;
      const outcome = known ?? (await tryBoth(candidate, slot, program, options, signal));
      // Forgotten all at once: it only saves time.
      if (memory.size > mostRemembered) memory.clear();
      memory.set(key, outcome);
      pairs.push({ ...shown(candidate), ...outcome });
    }
    return pairs;
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

async function foldersWithAssemblies(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  return new Set(files.filter((file) => /\.dll$/i.test(file)).map((file) => file.split('/')[0])).size;
}

async function read(slot: string, program: Program, options: BuildOptions, signal: AbortSignal) {
  const { answer, complaint } = await ask(
    slot,
    { folder: join(slot, modulesFolder) },
    readSeconds,
    program,
    options,
    signal,
  );
  const parsed = reading.safeParse(answer);
  if (parsed.success) return parsed.data.modules;
  options.logger.warn('the assemblies of modules could not be read', { complaint });
  return [];
}

async function tryBoth(
  candidate: Candidate,
  slot: string,
  program: Program,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<Pick<ModulePair, 'inOrder' | 'reversed'>> {
  const [first, second] = candidate.modules;
  const load = async (order: readonly string[]): Promise<string | null> => {
    const request = { order, assembly: candidate.assembly };
    const { answer, complaint, late } = await ask(slot, request, loadSeconds, program, options, signal);
    if (late) return `It took longer than ${loadSeconds} seconds.`;
    const parsed = loading.safeParse(answer);
    if (!parsed.success) return complaint.slice(0, 2_000);
    return parsed.data.ok ? null : (parsed.data.message ?? 'It failed.').slice(0, 2_000);
  };
  const inOrder = await load([first, second]);
  const reversed = await load([second, first]);
  return { inOrder, reversed };
}

/** Folders are named as manifests write the name, which may be another case. */
function hashOf(modules: readonly ModuleRef[], name: string): string {
  return modules.find((each) => each.name.toLowerCase() === name.toLowerCase())?.hash ?? name;
}

function shown({ modules, assembly, versions }: Candidate): Omit<ModulePair, 'inOrder' | 'reversed'> {
  return { modules: [...modules], assembly, versions: [...versions] };
}

async function ask(
  slot: string,
  request: unknown,
  seconds: number,
  program: Program,
  options: BuildOptions,
  signal: AbortSignal,
) {
  await writeFile(join(slot, 'request.json'), JSON.stringify(request));
  return runProgram({ slot, program, seconds }, options, signal);
}
