import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { problem } from '#kernel';
import type { ImportResult, ModuleRef } from '#worker-link';

import type { Language, Platform } from '../hosts/languages/language.ts';
import { fitsSpecifier, isNeeded, normalName, readRequirement } from './requirement.ts';
import { isTagFor } from './tags.ts';
import { importNames, readHeaders, readRecord } from './wheel-files.ts';

/** A wheel of an environment, as its unpacked files tell of it. */
interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly requiresPython: string;
  readonly requires: readonly string[];
  readonly imports: readonly string[];
}

/** Imports these modules in a throw-away process that has all wheels of the environment. */
export type TryImports = (names: readonly string[]) => Promise<ImportResult>;

/**
 * Whether a wheel is for this interpreter, has what it needs beside it, and can be imported. `folder` has all wheels of
 * its environment, unpacked. What is wrong with it is in the result.
 * @throws ModuleTestFailed, ModuleTestTimedOut
 */
export async function testWheel(
  { name }: ModuleRef,
  folder: string,
  { runs, platform }: Pick<Language, 'runs' | 'platform'>,
  tryImports: TryImports,
): Promise<ImportResult> {
  const wheels = await wheelsOf(folder);
  const wheel = wheels.find((each) => normalName(each.name) === normalName(name));
  const python = runs?.version ?? '';
  if (wheel === undefined || platform === undefined)
    throw problem('Internal', { detail: `the wheel '${name}' was not unpacked` });
  if (!wheel.tags.some((tag) => isTagFor(tag, python, platform)))
    throw problem('WheelNotForHere', {
      name,
      tags: wheel.tags.join(', '),
      here: `CPython ${python} on ${platform.machine} with ${platform.libc || 'an unknown libc'}`,
    });
  if (!fitsSpecifier(python, wheel.requiresPython))
    throw problem('WheelPythonWrong', { name, wanted: wheel.requiresPython, python });
  const needed = requirementsOf(wheel, platform);
  const missing = needed.filter(
    (each) =>
      !wheels.some(
        (other) =>
          normalName(other.name) === normalName(each.name) && fitsSpecifier(other.version, each.specifier),
      ),
  );
  if (missing.length > 0)
    throw problem('WheelRequirementsMissing', {
      name,
      missing: missing.map(({ name: other, specifier }) => describe(wheels, other, specifier)).join(', '),
    });
  const tried = wheel.imports.length === 0 ? undefined : await tryImports(wheel.imports);
  if (tried?.ok === false) return tried;
  return {
    ok: true,
    version: wheel.version.slice(0, 64),
    description: wheel.summary.slice(0, 10_000),
    commands: [...wheel.imports],
    requiredModules: needed.map(({ name: other, specifier }) => ({
      name: other.slice(0, 256),
      version: specifier.slice(0, 64),
    })),
  };
}

function requirementsOf(wheel: Wheel, platform: Platform) {
  return wheel.requires
    .map(readRequirement)
    .filter((each) => each !== undefined)
    .filter(({ marker }) => isNeeded(marker, platform.markers));
}

/** `idna<4,>=2.5 (here is 1.0)`. */
function describe(wheels: readonly Wheel[], name: string, specifier: string): string {
  const here = wheels.find((each) => normalName(each.name) === normalName(name));
  return `${name}${specifier}${here === undefined ? '' : ` (here is ${here.version})`}`;
}

async function wheelsOf(folder: string): Promise<readonly Wheel[]> {
  const infos = (await readdir(folder)).filter((each) => each.endsWith('.dist-info'));
  return Promise.all(infos.map((info) => readWheel(join(folder, info))));
}

async function readWheel(info: string): Promise<Wheel> {
  const text = (file: string): Promise<string> => readFile(join(info, file), 'utf8');
  const metadata = readHeaders(await text('METADATA'));
  const wheel = readHeaders(await text('WHEEL'));
  const first = (name: string): string => metadata.get(name)?.[0] ?? '';
  // Files of the data folder lie at the top once they are unpacked.
  const paths = [...readRecord(await text('RECORD')).keys()].map((path) =>
    path.replace(/^[^/]+\.data\/(?:purelib|platlib)\//, ''),
  );
  return {
    name: first('name'),
    version: first('version'),
    summary: first('summary'),
    tags: wheel.get('tag') ?? [],
    requiresPython: first('requires-python'),
    requires: metadata.get('requires-dist') ?? [],
    imports: importNames(paths.filter((path) => !/^[^/]+\.(?:dist-info|data)\//.test(path))),
  };
}
