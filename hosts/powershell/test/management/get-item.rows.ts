import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-Item', [
  [
    'a file',
    `Set-Content a.txt x; $i = Get-Item a.txt; $i.Name; $i.FullName; $i.GetType().Name`,
    'a.txt\n<dir>/a.txt\nFileInfo',
  ],
  ['a folder', `(Get-Item .).GetType().Name; (Get-Item .).PSIsContainer`, 'DirectoryInfo\nTrue'],
  [
    'knows its provider path',
    `$null = New-Item a; (Get-Item a).PSPath; (Get-Item a).PSParentPath; (Get-Item a).PSChildName`,
    'Microsoft.PowerShell.Core\\FileSystem::<dir>/a\nMicrosoft.PowerShell.Core\\FileSystem::<dir>\na',
  ],
  [
    'nothing there is an error that does not end the script',
    `Get-Item nope; 'after'`,
    `after\n\nerror PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['a pattern without matches is silent', `Get-Item no*; 'after'`, 'after'],
  [
    '-ErrorAction Stop can be caught',
    `try { Get-Item nope -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'caught' }`,
    'caught',
  ],
  [
    '-Include and -Exclude',
    `$null = New-Item a.txt, b.txt, c.csv; (Get-Item * -Include *.txt -Exclude b*).Name`,
    'a.txt',
  ],
  ['-Filter', `$null = New-Item a.txt, c.csv; (Get-Item * -Filter *.csv).Name`, 'c.csv'],
  [
    '-Force shows what is hidden',
    `$null = New-Item .hid; @(Get-Item *).Count; @(Get-Item * -Force).Count`,
    '0\n1',
  ],
  ['-LiteralPath', `$null = New-Item 'a[1]'; (Get-Item -LiteralPath 'a[1]').Name`, 'a[1]'],
  ['from the pipeline', `$null = New-Item a, b; ('a', 'b' | Get-Item).Name`, 'a\nb'],
  ['of an environment variable', `$env:ROW_A = 5; (Get-Item Env:ROW_A).Value`, '5'],
]);
