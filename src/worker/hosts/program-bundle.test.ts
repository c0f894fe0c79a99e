import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod';

import { hostRooms } from './few-errors.ts';
import { flatZod } from './flat-zod.ts';
import { bundlePrograms, hostProgram } from './program-bundle.ts';

const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** What each name of a namespace is, and of those in it. */
function shape(namespace: object): Record<string, unknown> {
  const names = Object.keys(namespace).filter((name) => !['z', 'default', 'locales'].includes(name));
  const values = namespace as Record<string, unknown>;
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      const whole = ['core', 'util', 'iso', 'coerce', 'regexes', 'JSONSchema'].includes(name);
      return [name, whole ? shape(value as object) : typeof value];
    }),
  );
}

describe('the host program', () => {
  it('offers all of zod that a runbook may ask for, though it is no module namespace', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import z from 'zod'; globalThis.flat = z;`, resolveDir: packageRoot },
      bundle: true,
      platform: 'node',
      format: 'iife',
      write: false,
      plugins: [flatZod],
    });
    new Script(outputFiles[0]!.text).runInThisContext();
    const { flat } = globalThis as unknown as { flat: typeof zod };
    expect(shape(flat)).toEqual(shape(zod));
    expect(flat.z).toBe(flat);
    expect(flat.core.$ZodType).toBe(flat.z.core.$ZodType);
    expect(flat.fromJSONSchema({ type: 'string' }).parse('text')).toBe('text');
    expect(flat.object({ day: flat.iso.date() }).safeParse({ day: 'no day' }).success).toBe(false);
  });

  it('is ASCII, has the errors that it can throw and none that it cannot, and zod without a thousand getters', async () => {
    const files = await bundlePrograms(packageRoot);
    const text = Buffer.from(files.find(({ name }) => name === 'host.cjs')!.contents).toString();
    expect(text).toMatch(/^[\t\n\r -~]+$/);
    for (const code of ['RunbookNeverEnds', 'InvalidParameters', 'Internal'])
      expect(text).toContain(`${code}:{`);
    expect(text).not.toContain('IsolationUnavailable');
    expect(text.length).toBeLessThan(330_000);
  });

  it('consists of the rooms whose errors it takes along', async () => {
    const { metafile } = await build({
      entryPoints: hostProgram,
      absWorkingDir: packageRoot,
      bundle: true,
      platform: 'node',
      conditions: ['source'],
      write: false,
      metafile: true,
      outdir: 'dist/sandbox',
    });
    const inputs = Object.keys(metafile.inputs).filter((file) => file.startsWith('src/'));
    const rooms = new Set(inputs.map((file) => file.split('/')[1]));
    expect(hostRooms).toEqual(expect.arrayContaining([...rooms]));
  });
});
