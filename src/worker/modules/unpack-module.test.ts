import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type ZippedFile, zip } from '../testing/zip.ts';
import type { PackageLimits } from './package-entries.ts';
import { folderSink } from '../unpacking/file-sink.ts';
import { unpackModule } from './unpack-module.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-unpack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest = { name: 'Tools.psd1', content: "@{ ModuleVersion = '1.0' }" };

async function unpack(
  files: readonly ZippedFile[],
  name = 'Tools',
  limits?: PackageLimits,
): Promise<string[]> {
  const file = join(folder, 'package.zip');
  writeFileSync(file, zip(files));
  await unpackModule(file, name, folderSink(join(folder, 'modules')), limits);
  return readdirSync(join(folder, 'modules'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(join(folder, 'modules').length + 1))
    .toSorted();
}

test.each([
  ['at the top of the package', ''],
  ['in a folder of its name', 'Tools/'],
  ['in a folder of its version', 'tools/1.2.3/'],
])('a module is found %s, with all that lies beside it', async (_where, at) => {
  const files = [
    { ...manifest, name: `${at}Tools.psd1` },
    { name: `${at}Tools.psm1`, content: 'function Get-It { 1 }' },
    { name: `${at}en-US/about.txt`, content: 'help' },
  ];
  expect(await unpack(files)).toEqual(['Tools/Tools.psd1', 'Tools/Tools.psm1', 'Tools/en-US/about.txt']);
  expect(readFileSync(join(folder, 'modules/Tools/Tools.psm1'), 'utf8')).toBe('function Get-It { 1 }');
});

test('a nupkg loses what only a gallery needs, and its names are decoded', async () => {
  const files = [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: '<Relationships/>' },
    { name: 'package/services/metadata/core-properties/1.psmdcp', content: '<x/>' },
    { name: 'Tools.nuspec', content: '<package/>' },
    manifest,
    { name: 'with%20space/a%2Bb.ps1', content: '1' },
  ];
  expect(await unpack(files)).toEqual(['Tools/Tools.psd1', 'Tools/with space/a+b.ps1']);
});

test('the module keeps the case in which its manifest writes it, since PowerShell looks for that', async () => {
  expect(await unpack([{ ...manifest, name: 'Contoso.Tools.psd1' }], 'contoso.tools')).toEqual([
    'Contoso.Tools/Contoso.Tools.psd1',
  ]);
});

test.each([
  ['a name that climbs out', { name: '../out.ps1', content: '1' }],
  ['a name that climbs out once it is decoded', { name: '%2e%2e/out.ps1', content: '1' }],
  ['a name that climbs out in the middle', { name: 'a/../../out.ps1', content: '1' }],
  ['an absolute name', { name: '/etc/out.ps1', content: '1' }],
  ['an absolute name once it is decoded', { name: '%2Fetc/out.ps1', content: '1' }],
  ['a Windows name', { name: 'C:\\out.ps1', content: '1' }],
  ['backslashes', { name: 'a%5C..%5Cout.ps1', content: '1' }],
  ['a link', { name: 'link.ps1', content: '/etc/passwd', mode: 0o120777 }],
  ['a device', { name: 'device', content: '', mode: 0o020666 }],
  ['a file twice', { ...manifest }],
  ['a file that is longer than it says', { name: 'long.ps1', content: 'x'.repeat(5_000), declaredSize: 10 }],
])('%s is refused, and nothing lies outside of the folder', async (_what, evil) => {
  await expect(unpack([manifest, evil])).rejects.toMatchObject({ code: 'PackageRefused' });
  expect(readdirSync(folder).toSorted()).toEqual(
    readdirSync(folder).includes('modules') ? ['modules', 'package.zip'] : ['package.zip'],
  );
});

test('too many files and too many bytes are refused before anything is written', async () => {
  const bomb = { name: 'bomb.txt', content: '0'.repeat(1_000_000) };
  const limits = { files: 2, bytes: 500_000 };
  await expect(unpack([manifest, bomb], 'Tools', limits)).rejects.toThrow(/larger than 500000 bytes/);
  const many = [manifest, { name: 'a', content: '' }, { name: 'b', content: '' }];
  await expect(unpack(many, 'Tools', limits)).rejects.toThrow(/more than 2 files/);
  expect(readdirSync(folder)).toEqual(['package.zip']);
});

test('a package without the module says what it looked for', async () => {
  const files = [{ ...manifest, name: 'Other/Tools.psd1' }];
  await expect(unpack(files)).rejects.toMatchObject({
    code: 'ModuleNotInPackage',
    advice: expect.stringContaining('no Tools.psd1, Tools.psm1 or Tools.dll'),
  });
});

test('what is no zip file is refused with that', async () => {
  const file = join(folder, 'package.zip');
  writeFileSync(file, 'MZ\0 surely no archive');
  await expect(unpackModule(file, 'Tools', folderSink(join(folder, 'modules')))).rejects.toThrow(
    /no zip file that can be read/,
  );
});
