/**
 * `npm run picture`: runs the demo as a person would and writes what it printed, colours included, to docs/demo.svg. The
 * picture in the README is therefore never drawn by hand; it is made anew when the demo's output changes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { repository } from './rooms.ts';
import { terminalPicture } from './terminal-picture.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-picture-'));
const run = spawnSync(
  'sh',
  [
    '-c',
    `exec "${process.execPath}" "${fileURLToPath(new URL('bin/tenantry.js', repository))}" start --demo 2>&1`,
  ],
  { env: { ...process.env, FORCE_COLOR: '1', TENANTRY_HOME: home }, encoding: 'utf8' },
);
rmSync(home, { recursive: true, force: true });
if (run.status !== 0) {
  console.error(run.stdout);
  process.exit(1);
}

const lines = run.stdout
  .split('\n')
  // What goes by while everything starts, and the runbook's own result as JSON, tell a reader nothing.
  .filter((line) => !line.endsWith(' …') && !line.startsWith('{"'));
const file = fileURLToPath(new URL('docs/demo.svg', repository));
writeFileSync(file, terminalPicture('npm start -- --demo', lines));
console.log(`wrote docs/demo.svg from ${lines.length} lines`);
