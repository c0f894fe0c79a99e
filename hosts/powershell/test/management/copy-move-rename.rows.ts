import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Copy-Item, Move-Item, Rename-Item', [
  ['Copy-Item to a name', `Set-Content a 1; Copy-Item a b; Get-Content b; Test-Path a`, '1\nTrue'],
  [
    'Copy-Item into a folder',
    `Set-Content a 1; $null = New-Item d -ItemType Directory; Copy-Item a d; Test-Path d/a`,
    'True',
  ],
  ['Copy-Item -PassThru', `Set-Content a 1; (Copy-Item a b -PassThru).Name`, 'b'],
  ['Copy-Item -Recurse', `$null = New-Item d/e/f -Force; Copy-Item d g -Recurse; Test-Path g/e/f`, 'True'],
  [
    'Copy-Item without -Recurse copies the folder alone',
    `$null = New-Item d/f -Force; Copy-Item d g; Test-Path g; Test-Path g/f`,
    'True\nFalse',
  ],
  [
    'Copy-Item of a pattern',
    `$null = New-Item a.txt, b.txt, c.csv; $null = New-Item d -ItemType Directory; Copy-Item *.txt d; (Get-ChildItem d).Name`,
    'a.txt\nb.txt',
  ],
  [
    'Copy-Item -Exclude',
    `$null = New-Item a.txt, b.txt; $null = New-Item d -ItemType Directory; Copy-Item *.txt d -Exclude b*; (Get-ChildItem d).Name`,
    'a.txt',
  ],
  [
    'Copy-Item -Filter',
    `$null = New-Item a.txt, b.csv; $null = New-Item d -ItemType Directory; Copy-Item * d -Filter *.csv; (Get-ChildItem d).Name`,
    'b.csv',
  ],
  [
    'Copy-Item of nothing',
    `Copy-Item nope x`,
    `error PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['Copy-Item -WhatIf', `$null = New-Item a; Copy-Item a b -WhatIf; Test-Path b`, 'False'],
  [
    'Copy-Item -Force over a read-only file',
    `Set-Content a new; Set-Content b old; (Get-Item b).IsReadOnly = $true; Copy-Item a b -Force; Get-Content b`,
    'new',
  ],
  [
    'Copy-Item -Destination by name',
    `Set-Content a 1; Copy-Item -Path a -Destination b; Test-Path b`,
    'True',
  ],
  ['Move-Item to a name', `Set-Content a 1; Move-Item a b; Test-Path a; Get-Content b`, 'False\n1'],
  [
    'Move-Item into a folder',
    `$null = New-Item a; $null = New-Item d -ItemType Directory; Move-Item a d; Test-Path d/a`,
    'True',
  ],
  [
    'Move-Item of a folder',
    `$null = New-Item d/f -Force; Move-Item d e; Test-Path e/f; Test-Path d`,
    'True\nFalse',
  ],
  [
    'Move-Item -Force over a file',
    `Set-Content a new; Set-Content b old; Move-Item a b -Force; Get-Content b`,
    'new',
  ],
  ['Move-Item -PassThru', `$null = New-Item a; (Move-Item a b -PassThru).Name`, 'b'],
  [
    'Move-Item from the pipeline',
    `$null = New-Item a.txt, b.txt; $null = New-Item d -ItemType Directory; Get-ChildItem *.txt | Move-Item -Destination d; (Get-ChildItem d).Name`,
    'a.txt\nb.txt',
  ],
  ['Rename-Item', `$null = New-Item a; Rename-Item a b; Test-Path a; Test-Path b`, 'False\nTrue'],
  [
    'Rename-Item -NewName by a script block',
    `$null = New-Item a.txt, b.txt; Get-ChildItem *.txt | Rename-Item -NewName { $_.BaseName + '.bak' }; (Get-ChildItem).Name`,
    'a.bak\nb.bak',
  ],
  ['Rename-Item -PassThru', `$null = New-Item a; (Rename-Item a b -PassThru).Name`, 'b'],
  ['Rename-Item -WhatIf', `$null = New-Item a; Rename-Item a b -WhatIf; Test-Path a`, 'True'],
  [
    'Rename-Item of nothing',
    `Rename-Item nope x`,
    `error PathNotFound,Microsoft.PowerShell.Commands.RenameItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
]);
