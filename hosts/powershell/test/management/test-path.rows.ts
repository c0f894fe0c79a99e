import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Test-Path', [
  [
    'true for what is there, false for what is not',
    `Set-Content a.txt x; Test-Path a.txt; Test-Path b.txt`,
    'True\nFalse',
  ],
  ['a drive that does not exist is false, not an error', `Test-Path Q:\\x`, 'False'],
  [
    'wildcards ask whether anything matches',
    `Set-Content a.txt x; Test-Path *.txt; Test-Path *.csv`,
    'True\nFalse',
  ],
  [
    '-LiteralPath takes brackets as they are',
    `$null = New-Item 'a[1].txt'; Test-Path 'a[1].txt'; Test-Path -LiteralPath 'a[1].txt'`,
    'False\nTrue',
  ],
  [
    '-PathType Leaf',
    `$null = New-Item d -ItemType Directory; $null = New-Item f; Test-Path d -PathType Leaf; Test-Path f -PathType Leaf`,
    'False\nTrue',
  ],
  [
    '-PathType Container',
    `$null = New-Item d -ItemType Directory; $null = New-Item f; Test-Path d -PathType Container; Test-Path f -Type Container`,
    'True\nFalse',
  ],
  ['several paths give several answers', `Test-Path /, /nowhere`, 'True\nFalse'],
  ['from the pipeline', `'/', '/nowhere' | Test-Path`, 'True\nFalse'],
  [
    'environment variables',
    `$env:ROW_SET = 1; Test-Path Env:ROW_SET; Test-Path Env:ROW_UNSET`,
    'True\nFalse',
  ],
  [
    'variables and functions',
    `$v = 1; function f {}; Test-Path Variable:v; Test-Path Function:f; Test-Path Function:g`,
    'True\nTrue\nFalse',
  ],
  ['an empty text is false', `Test-Path ''; Test-Path ' '`, 'False\nFalse'],
  ['-IsValid asks about form only', `Test-Path not/there -IsValid`, 'True'],
  [
    '-OlderThan and -NewerThan',
    `$null = New-Item a; Test-Path a -NewerThan 2000-01-01; Test-Path a -OlderThan 2000-01-01`,
    'True\nFalse',
  ],
  [
    '-Include and -Exclude narrow',
    `$null = New-Item a.txt; Test-Path * -Include *.txt; Test-Path * -Exclude *.txt`,
    'True\nFalse',
  ],
]);
