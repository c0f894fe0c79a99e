import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Remove-Item', [
  ['a file', `$null = New-Item a; Remove-Item a; Test-Path a`, 'False'],
  [
    'nothing there',
    `Remove-Item nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['-ErrorAction SilentlyContinue', `Remove-Item nope -ErrorAction SilentlyContinue; 'after'`, 'after'],
  ['a pattern', `$null = New-Item a.txt, b.txt, c.csv; Remove-Item *.txt; (Get-ChildItem).Name`, 'c.csv'],
  ['an empty folder', `$null = New-Item d -ItemType Directory; Remove-Item d; Test-Path d`, 'False'],
  ['-Recurse', `$null = New-Item d/e/f -Force; Remove-Item d -Recurse; Test-Path d`, 'False'],
  ['-Recurse -Force', `$null = New-Item d/.hid -Force; Remove-Item d -Recurse -Force; Test-Path d`, 'False'],
  [
    'read-only needs -Force',
    `$f = New-Item a; $f.IsReadOnly = $true; Remove-Item a -ErrorAction SilentlyContinue; Test-Path a; Remove-Item a -Force; Test-Path a`,
    'True\nFalse',
  ],
  ['-Include', `$null = New-Item a.txt, b.csv; Remove-Item * -Include *.csv; (Get-ChildItem).Name`, 'a.txt'],
  ['-Exclude', `$null = New-Item a.txt, b.csv; Remove-Item * -Exclude *.csv; (Get-ChildItem).Name`, 'b.csv'],
  ['-Filter', `$null = New-Item a.txt, b.csv; Remove-Item * -Filter *.txt; (Get-ChildItem).Name`, 'b.csv'],
  ['-WhatIf removes nothing', `$null = New-Item a; Remove-Item a -WhatIf; Test-Path a`, 'True'],
  [
    '-Verbose',
    `$null = New-Item a; Remove-Item a -Verbose`,
    `verbose: Performing the operation "Remove File" on target "<dir>/a".`,
  ],
  ['-LiteralPath', `$null = New-Item 'a[1]'; Remove-Item -LiteralPath 'a[1]'; @(Get-ChildItem).Count`, '0'],
  [
    'items from the pipeline',
    `$null = New-Item a, b; Get-ChildItem | Remove-Item; @(Get-ChildItem).Count`,
    '0',
  ],
  ['an environment variable', `$env:ROW_R = 1; Remove-Item Env:ROW_R; Test-Path Env:ROW_R`, 'False'],
  ['a variable', `$v = 1; Remove-Item Variable:v; Test-Path Variable:v`, 'False'],
]);
