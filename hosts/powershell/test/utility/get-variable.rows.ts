import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-Variable', [
  [
    'by name',
    `$x = 5; (Get-Variable x).Value; (Get-Variable -Name x).Name`,
    `
5
x
`,
  ],
  ['-ValueOnly', `$x = 5; Get-Variable x -ValueOnly`, `5`],
  [
    'wildcards',
    `$ab1 = 1; $ab2 = 2; Get-Variable ab* | ForEach-Object Name`,
    `
ab1
ab2
`,
  ],
  [
    'as a table',
    `$ab1 = 1; $ab2 = 'x'; Get-Variable ab*`,
    `
Name                           Value
----                           -----
ab1                            1
ab2                            x
`,
  ],
  ['-Exclude', `$ab1 = 1; $ab2 = 2; Get-Variable ab* -Exclude ab1 | ForEach-Object Name`, `ab2`],
  ['-Include', `$ab1 = 1; $ab2 = 2; Get-Variable ab* -Include *2 | ForEach-Object Name`, `ab2`],
  [
    'a name that is not there',
    `Get-Variable nope`,
    `error VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand: Cannot find a variable with the name 'nope'.`,
  ],
  ['-ErrorAction SilentlyContinue', `Get-Variable nope -ErrorAction SilentlyContinue; 'on'`, `on`],
  [
    '-Scope',
    `$x = 1; function f { $x = 2; Get-Variable x -Scope 0 -ValueOnly; Get-Variable x -Scope 1 -ValueOnly; Get-Variable x -Scope Global -ValueOnly }; f`,
    `
2
1
1
`,
  ],
  [
    '-Scope Local lists one scope',
    `function f { $zz1 = 1; (Get-Variable zz* -Scope Local).Name; (Get-Variable zz* -Scope 1).Name }; $zz0 = 0; f`,
    `
zz1
zz0
`,
  ],
  [
    'from the pipeline',
    `$x = 1; $y = 2; 'x','y' | Get-Variable -ValueOnly`,
    `
1
2
`,
  ],
  [
    "PowerShell's own variables",
    `(Get-Variable PSVersionTable).Value.PSEdition; (Get-Variable ErrorActionPreference -ValueOnly)`,
    `
Core
Continue
`,
  ],
]);
