import { expect, test } from 'vitest';

import { isTaken, startFailure } from './start-failure.ts';

const stamp = '2026-11-24 15:48:50.594 UTC [11704]';

test.each([
  [
    `${stamp} FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10\n${stamp} HINT:  Check free disk space.\n${stamp} PANIC:  cannot abort transaction 1`,
    'PostgresDiskFull',
  ],
  [
    `${stamp} FATAL:  could not write lock file "postmaster.pid": No space left on device`,
    'PostgresDiskFull',
  ],
  [
    `${stamp} FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 1 bytes: No space left on device`,
    'PostgresDidNotStart',
  ],
  [`${stamp} FATAL:  data directory "/d" has wrong ownership`, 'PostgresNoPermission'],
  [`initdb: error: could not access directory "/d": Permission denied`, 'PostgresNoPermission'],
  [`${stamp} FATAL:  could not create any Unix-domain sockets`, 'PostgresSocketUnusable'],
  [`${stamp} LOG:  Unix-domain socket path "/t/.s.PGSQL.5432" is too long`, 'PostgresSocketUnusable'],
  [`${stamp} FATAL:  invalid value for parameter "shared_buffers": "x"`, 'PostgresDidNotStart'],
  ['', 'PostgresDidNotStart'],
])('%s is %s', (said, code) => {
  expect(startFailure({ said, data: '/d', log: '/l', socketFolder: '/t' })).toMatchObject({ code });
});

test('the reason given is the first thing that went wrong', () => {
  const said = `${stamp} LOG:  starting\n${stamp} FATAL:  the cause\n${stamp} PANIC:  the consequence`;
  expect(startFailure({ said, data: '/d', log: '/l' }).message).toBe(
    'PostgreSQL did not start: FATAL:  the cause',
  );
});

test('a data directory that another server has is told apart from a failure', () => {
  expect(isTaken(`${stamp} FATAL:  lock file "postmaster.pid" already exists`)).toBe(true);
  expect(isTaken(`${stamp} FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use`)).toBe(
    true,
  );
  expect(isTaken(`${stamp} FATAL:  could not open lock file`)).toBe(false);
});
