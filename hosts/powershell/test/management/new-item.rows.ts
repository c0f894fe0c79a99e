import { rowsOf } from '../rows.ts';

export const rows = rowsOf('New-Item', [
  ['an empty file', `(New-Item a.txt).Length`, '0'],
  ['a file with a value', `$null = New-Item a.txt -Value hello; Get-Content a.txt`, 'hello'],
  ['a folder', `(New-Item d -ItemType Directory).GetType().Name`, 'DirectoryInfo'],
  ['-Name in a path', `(New-Item -Path . -Name x -ItemType File).FullName`, '<dir>/x'],
  ['-Type is -ItemType', `(New-Item d -Type Directory).Name`, 'd'],
  [
    'a file that is there',
    `$null = New-Item a; New-Item a`,
    `error NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand: The file '<dir>/a' already exists.`,
  ],
  [
    '-Force writes over a file',
    `$null = New-Item a -Value old; $null = New-Item a -Value new -Force; Get-Content a`,
    'new',
  ],
  [
    'a folder that is there',
    `$null = New-Item d -ItemType Directory; New-Item d -ItemType Directory`,
    `error DirectoryExist,Microsoft.PowerShell.Commands.NewItemCommand: An item with the specified name <dir>/d already exists.`,
  ],
  [
    '-Force is content with a folder',
    `$null = New-Item d -ItemType Directory; (New-Item d -ItemType Directory -Force).Name`,
    'd',
  ],
  ['-Force makes missing parents', `$null = New-Item a/b/c.txt -Force; Test-Path a/b/c.txt`, 'True'],
  ['-WhatIf makes nothing', `New-Item a -WhatIf; Test-Path a`, 'False'],
  [
    '-Verbose says what is made',
    `$null = New-Item a -Verbose`,
    `verbose: Performing the operation "Create File" on target "Destination: <dir>/a".`,
  ],
  [
    'a symbolic link',
    `$null = New-Item a -Value 1; (New-Item l -ItemType SymbolicLink -Target a).Target; Get-Content l`,
    'a\n1',
  ],
  [
    'an environment variable',
    `$null = New-Item Env:ROW_NEW -Value 7; $env:ROW_NEW; Remove-Item Env:ROW_NEW`,
    '7',
  ],
  ['a function', `$null = New-Item Function:hey -Value { 'hey!' }; hey`, 'hey!'],
]);
