import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Clear-Variable', [
  ['by name', `$x = 5; Clear-Variable x; $null -eq $x`, `True`],
  [
    'wildcards, -Include and -Exclude',
    `$zw1=1;$zw2=2;$zw3=3; Clear-Variable zw* -Exclude zw2 -Include zw*; "$zw1|$zw2|$zw3"`,
    `|2|`,
  ],
  [
    'one that is not there',
    `Clear-Variable nope`,
    `error VariableNotFound,Microsoft.PowerShell.Commands.ClearVariableCommand: Cannot find a variable with the name 'nope'.`,
  ],
  [
    'a read-only one',
    `Set-Variable r 1 -Option ReadOnly; Clear-Variable r; $r`,
    `
1

error VariableNotWritable,Microsoft.PowerShell.Commands.ClearVariableCommand: Cannot overwrite variable r because it is read-only or constant.
`,
  ],
  ['-Force', `Set-Variable r 1 -Option ReadOnly; Clear-Variable r -Force; $null -eq $r`, `True`],
  ['-PassThru', `$x = 5; Clear-Variable x -PassThru | ForEach-Object Name`, `x`],
  ['-Scope', `$x = 5; function f { Clear-Variable x -Scope 1 }; f; $null -eq $x`, `True`],
  ['-WhatIf', `$x = 5; Clear-Variable x -WhatIf; $x`, `5`],
]);
