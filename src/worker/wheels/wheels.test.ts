import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { type WheelToMake, makeWheel } from '../testing/wheel.ts';
import { fitsSpecifier, isNeeded, readRequirement } from './requirement.ts';
import { isTagFor } from './tags.ts';
import { folderSink } from '../unpacking/file-sink.ts';
import { unpackWheel } from './unpack-wheel.ts';
import { importNames, readHeaders, readRecord } from './wheel-files.ts';

const markers = {
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_machine: 'x86_64',
  platform_system: 'Linux',
  python_version: '3.11',
  python_full_version: '3.11.7',
  sys_platform: 'linux',
};

test.each([
  ['idna', { name: 'idna', specifier: '', marker: '' }],
  ['idna (<4,>=2.5)', { name: 'idna', specifier: '<4,>=2.5', marker: '' }],
  ['urllib3 <3, >= 1.21.1', { name: 'urllib3', specifier: '<3,>=1.21.1', marker: '' }],
  [
    "PySocks!=1.5.7,>=1.5.6; extra == 'socks'",
    { name: 'PySocks', specifier: '!=1.5.7,>=1.5.6', marker: "extra == 'socks'" },
  ],
  ['requests[security, socks] >=2', { name: 'requests', specifier: '>=2', marker: '' }],
  ['tool @ https://example.org/tool.whl', { name: 'tool', specifier: '', marker: '' }],
])('the requirement %j is read', (text, expected) => {
  expect(readRequirement(text)).toEqual(expected);
});

test.each([
  ['', true],
  ["extra == 'socks'", false],
  ["python_version < '3.8'", false],
  ["python_version >= '3.8' and python_version < '3.12'", true],
  // As versions, not as texts: '3.11' comes before '3.9' in a dictionary.
  ["python_version > '3.9'", true],
  ["sys_platform == 'win32' or sys_platform == 'linux'", true],
  ["(sys_platform == 'win32' or os_name == 'nt') and python_version > '3'", false],
  ["platform_system not in 'Windows Darwin'", true],
  ["platform_machine in 'x86_64 aarch64'", true],
  ["implementation_name != 'pypy'", true],
  ["python_version < '3.8' or extra == 'x' and os_name == 'posix'", false],
  ['what is this?', true],
])('the marker %j is %j on this platform', (marker, expected) => {
  expect(isNeeded(marker, markers)).toBe(expected);
});

test('versions are compared as PEP 440 has it', () => {
  expect(fitsSpecifier('2.10', '>=2.9,<3')).toBe(true);
  expect(fitsSpecifier('2.0.0rc1', '>=1')).toBe(true);
  expect(fitsSpecifier('1.4.9', '~=1.5')).toBe(false);
  expect(fitsSpecifier('anything', '')).toBe(true);
});

describe('tags', () => {
  const glibc = { machine: 'x86_64', libc: 'glibc 2.36', markers };
  const musl = { machine: 'x86_64', libc: 'musl 1.2', markers };
  test.each([
    ['py3-none-any', true],
    ['py2.py3-none-any', true],
    ['py2-none-any', false],
    ['py311-none-any', true],
    ['py312-none-any', false],
    ['cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64', true],
    ['cp311-cp311-manylinux1_x86_64', true],
    ['cp311-cp311-manylinux_2_39_x86_64', false],
    ['cp311-cp311-manylinux2014_aarch64', false],
    ['cp311-cp311-musllinux_1_2_x86_64', false],
    ['cp311-cp311-linux_x86_64', true],
    ['cp311-cp311-win_amd64', false],
    ['cp310-cp310-manylinux2014_x86_64', false],
    ['cp38-abi3-manylinux2014_x86_64', true],
    ['cp312-abi3-manylinux2014_x86_64', false],
    ['cp311-none-any', true],
    ['pp311-pypy311_pp73-manylinux2014_x86_64', false],
  ])('%s on CPython 3.11 with glibc: %j', (tag, expected) => {
    expect(isTagFor(tag, '3.11.7', glibc)).toBe(expected);
  });
  test('musl takes its own', () => {
    expect(isTagFor('cp311-cp311-musllinux_1_1_x86_64', '3.11.7', musl)).toBe(true);
    expect(isTagFor('cp311-cp311-manylinux2014_x86_64', '3.11.7', musl)).toBe(false);
  });
});

test('headers go over lines and end at the first empty one', () => {
  const headers = readHeaders('Name: x\r\nRequires-Dist: a\r\nRequires-Dist: b\r\n  ; extra\r\n\r\nName: y');
  expect(headers.get('name')).toEqual(['x']);
  expect(headers.get('requires-dist')).toEqual(['a', 'b ; extra']);
});

test('a record is read with its quotes', () => {
  const record = readRecord('a.py,sha256=abc,3\n"odd,name.py",sha512=def,4\nx.dist-info/RECORD,,\n');
  expect([...record]).toEqual([
    ['a.py', { algorithm: 'sha256', digest: 'abc' }],
    ['odd,name.py', { algorithm: 'sha512', digest: 'def' }],
    ['x.dist-info/RECORD', { algorithm: '', digest: '' }],
  ]);
});

test('what would be imported: packages, modules, extensions, and what a namespace has', () => {
  const paths = [
    'one.py',
    '_native.abi3.so',
    'fast.cpython-311-x86_64-linux-gnu.so',
    'two/__init__.py',
    'two/inner/__init__.py',
    'azure/identity/__init__.py',
    'azure/core/__init__.py',
    'tests/__init__.py',
    'data/table.csv',
  ];
  expect(importNames(paths)).toEqual(['azure.core', 'azure.identity', 'fast', 'one', 'two']);
});

describe('a wheel is unpacked', () => {
  const home = mkdtempSync(join(tmpdir(), 'tenantry-wheels-'));
  afterAll(() => rmSync(home, { recursive: true }));
  let count = 0;
  async function unpack(wheel: WheelToMake | Buffer, name = 'greeter'): Promise<string> {
    const folder = join(home, String((count += 1)));
    writeFileSync(`${folder}.whl`, Buffer.isBuffer(wheel) ? wheel : makeWheel(wheel));
    await unpackWheel(`${folder}.whl`, name, folderSink(folder));
    return folder;
  }
  const good: WheelToMake = { name: 'greeter', files: { 'greeter/__init__.py': 'x = 1\n' } };

  test('with its files side by side, without scripts and data', async () => {
    const folder = await unpack({
      ...good,
      files: {
        ...good.files,
        'greeter-1.0.0.data/platlib/fast.py': 'y = 2\n',
        'greeter-1.0.0.data/scripts/greet': '#!python\n',
        'greeter-1.0.0.data/data/etc/greet.conf': 'z\n',
      },
    });
    expect(readdirSync(folder).toSorted()).toEqual(['fast.py', 'greeter', 'greeter-1.0.0.dist-info']);
    expect(readFileSync(join(folder, 'fast.py'), 'utf8')).toBe('y = 2\n');
  });

  test('under any spelling of its name', async () => {
    const folder = await unpack({ ...good, name: 'My_Greeter' }, 'my-greeter');
    expect(readdirSync(folder)).toContain('My_Greeter-1.0.0.dist-info');
  });

  const hash = 'sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';
  const refusals: readonly [string, WheelToMake | Buffer, RegExp][] = [
    ['is no zip', Buffer.from('not a wheel'), /no zip file/],
    ['is of another package', { ...good, name: 'other' }, /wheel of 'other'/],
    [
      'has another file than it says',
      { ...good, record: { 'greeter/__init__.py': `greeter/__init__.py,${hash},6` } },
      /'greeter\/__init__.py' is not what its RECORD says/,
    ],
    [
      'says no hash',
      { ...good, record: { 'greeter/__init__.py': 'greeter/__init__.py,,' } },
      /no strong hash/,
    ],
    [
      'has only a weak hash',
      { ...good, record: { 'greeter/__init__.py': 'greeter/__init__.py,md5=abc,6' } },
      /no strong hash/,
    ],
    [
      'has a file that it does not say',
      { ...good, unrecorded: [{ name: 'more.py', content: '1' }] },
      /'more.py' is not in its RECORD/,
    ],
    [
      'says a file that it does not have',
      { ...good, record: { 'greeter/__init__.py': `gone.py,${hash},0` } },
      /RECORD/,
    ],
    [
      'leads out of its folder',
      { ...good, unrecorded: [{ name: '../../evil.py', content: '1' }] },
      /invalid relative path/,
    ],
    [
      'has a link',
      { ...good, unrecorded: [{ name: 'link.py', content: '/etc/passwd', mode: 0o120777 }] },
      /is a link/,
    ],
  ];
  test.each(refusals)('but not when it %s', async (_what, wheel, message) => {
    await expect(unpack(wheel)).rejects.toMatchObject({
      code: 'WheelRefused',
      message: expect.stringMatching(message),
    });
  });
});
