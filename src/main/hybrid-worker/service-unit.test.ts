import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { serviceUnit, unitName } from './service-unit.ts';

const unit = (home: string, user = 'tenantry'): string =>
  serviceUnit({
    node: process.execPath,
    program: '/opt/tenantry/bin/tenantry.js',
    home,
    user,
    jobs: 2,
    drainSeconds: 600,
    isolation: 'require',
  });

test('the unit waits for jobs, may write its home alone, and names no secret', () => {
  const text = unit('/var/lib/tenantry');
  expect(text).toContain(
    'worker run --home /var/lib/tenantry --jobs 2 --drain-seconds 600 --isolation require',
  );
  expect(text).toContain('TimeoutStopSec=630');
  expect(text).toMatch(/^ProtectSystem=strict\nReadWritePaths=\/var\/lib\/tenantry$/m);
  expect(text).toMatch(/^CapabilityBoundingSet=$/m);
  const ofRoot = unit('/var/lib/tenantry', 'root');
  expect(ofRoot).toMatch(/^CapabilityBoundingSet=CAP_SYS_ADMIN .*CAP_SETUID/m);
  // Seen under systemd 252 without it: `setting up uid map: Operation not permitted`.
  expect(ofRoot).toMatch(/^CapabilityBoundingSet=.*CAP_SETFCAP/m);
  expect(text).not.toMatch(/token|DATABASE_URL|Environment=/i);
});

test('the unit leaves out what keeps the sandbox of jobs from starting', () => {
  expect(unit('/var/lib/tenantry')).not.toMatch(
    /^(?:ProtectHostname|RestrictNamespaces|ProtectKernelTunables|ProtectKernelLogs|ProtectProc|ProcSubset|MemoryDenyWriteExecute|SystemCallFilter)=/m,
  );
});

test('a path with spaces, and with what systemd reads for itself, stays one word', () => {
  expect(unit('/srv/a "b" 50%/$HOME')).toContain('--home "/srv/a \\"b\\" 50%%/$$HOME" --jobs');
});

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
test.runIf(analyze)('systemd-analyze takes the unit (skipped where it is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-unit-'));
  const file = join(folder, unitName);
  writeFileSync(file, unit('/var/lib/tenantry', 'root'));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr.split('\n').filter((line) => line.includes(unitName))).toEqual([]);
});
