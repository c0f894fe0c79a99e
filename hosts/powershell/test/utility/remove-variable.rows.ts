import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Remove-Variable', [
  ['by name', `$x = 5; Remove-Variable x; $null -eq $x`, `True`],
  ['wildcards', `$zw1=1;$zw2=2; Remove-Variable zw* -Exclude zw1; "$zw1|$zw2"`, `1|`],
  [
    'one that is not there',
    `Remove-Variable nope`,
    `error VariableNotFound,Microsoft.PowerShell.Commands.RemoveVariableCommand: Cannot find a variable with the name 'nope'.`,
  ],
  [
    'a read-only one, and -Force',
    `Set-Variable r 1 -Option ReadOnly; Remove-Variable r; $r; Remove-Variable r -Force; $null -eq $r`,
    `
1
True

error VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveVariableCommand: Cannot remove variable r because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.
`,
  ],
  ['-Scope', `$x = 5; function f { Remove-Variable x -Scope 1 }; f; $null -eq $x`, `True`],
  ['-Include -WhatIf', `$x1 = 5; Remove-Variable x* -Include *1 -WhatIf; $x1`, `5`],
]);
