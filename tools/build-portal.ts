/**
 * Builds the portal into `dist/portal`: one script, one style sheet and a page. Names in `assets` change with their content, so that
 * browsers keep them for ever.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import { type Metafile, build } from 'esbuild';

export async function buildPortal(repository: string, folder = 'dist/portal'): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: { main: 'portal/src/main.tsx', theme: 'portal/src/theme.ts' },
    outdir: 'assets',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    // What has `light-dark()`: Baseline 2024.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    tsconfigRaw: {},
  });
  const files = [
    ...outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)] as const),
    ['mark.svg', readFileSync(join(repository, 'portal/mark.svg'))] as const,
  ];
  const out = join(repository, folder);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'assets'), { recursive: true });
  let page = readFileSync(join(repository, 'portal/index.html'), 'utf8');
  for (const [name, content] of files) {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    writeFileSync(join(out, 'assets', hashed), content);
    page = page.replaceAll(`/assets/${name}"`, `/assets/${hashed}"`);
  }
  writeFileSync(join(out, 'index.html'), page);
  return metafile;
}
