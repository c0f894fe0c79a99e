import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Set-Variable', [
  ['name and value', `Set-Variable x 5; $x`, `5`],
  ['-Name -Value', `Set-Variable -Name x -Value 'a','b'; $x.Count`, `2`],
  ['-Scope', `function f { Set-Variable x 2 -Scope 1 }; $x = 1; f; $x`, `2`],
  ['-Scope Global', `function f { Set-Variable -Name g -Value 3 -Scope Global }; f; $g`, `3`],
  ['-Scope Script', `function f { Set-Variable -Name s -Value 3 -Scope Script }; f; $s`, `3`],
  [
    'in a function it stays local',
    `$x = 1; function f { Set-Variable x 2; $x }; f; $x`,
    `
2
1
`,
  ],
  [
    '-Option ReadOnly',
    `Set-Variable r 1 -Option ReadOnly; $r = 2; $r`,
    `
1

error VariableNotWritable: Cannot overwrite variable r because it is read-only or constant.
`,
  ],
  [
    '-Option ReadOnly and -Force',
    `Set-Variable r 1 -Option ReadOnly; Set-Variable r 2; Set-Variable r 3 -Force; $r`,
    `
3

error VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand: Cannot overwrite variable r because it is read-only or constant.
`,
  ],
  [
    '-Option Constant',
    `Set-Variable c 1 -Option Constant; Set-Variable c 2 -Force; $c`,
    `
1

error VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand: Cannot overwrite variable c because it is read-only or constant.
`,
  ],
  [
    '-Description -Visibility',
    `Set-Variable x 1 -Description 'why'; (Get-Variable x).Description; Set-Variable x 1 -Visibility Public; (Get-Variable x).Visibility`,
    `
why
Public
`,
  ],
  [
    '-PassThru',
    `Set-Variable x 7 -PassThru`,
    `
Name                           Value
----                           -----
x                              7
`,
  ],
  ['values from the pipeline', `1,2,3 | Set-Variable x; $x -join ','`, `1,2,3`],
  ['-Append', `Set-Variable x 1; Set-Variable x 2 -Append; $x -join ','`, `1,2`],
  ['several names', `Set-Variable a,b 5; $a + $b`, `10`],
  [
    'a wildcard sets what matches',
    `$q1=1; $q2=2; Set-Variable q* 9 -Exclude q2; $q1; $q2`,
    `
9
2
`,
  ],
  ['-WhatIf', `$x = 1; Set-Variable x 2 -WhatIf; $x`, `1`],
  ['a hashtable', `Set-Variable h @{a=1}; $h.a`, `1`],
]);
