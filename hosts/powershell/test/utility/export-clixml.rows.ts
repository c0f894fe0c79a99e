import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Export-Clixml', [
  [
    '-Path, and back',
    `[pscustomobject]@{a=1;b='x'},5 | Export-Clixml -Path x.xml; Import-Clixml x.xml | ForEach-Object { "$_ $($_.GetType().Name)" }`,
    `
@{a=1; b=x} PSCustomObject
5 Int32
`,
  ],
  [
    '-Depth',
    `@{a=@{b=@{c=1}}} | Export-Clixml x.xml -Depth 1; (Import-Clixml x.xml).a.GetType().Name`,
    `Hashtable`,
  ],
  [
    '-NoClobber -LiteralPath',
    `1 | Export-Clixml -LiteralPath x.xml; 1 | Export-Clixml x.xml -NoClobber`,
    `error NoClobber,Microsoft.PowerShell.Commands.ExportClixmlCommand: The file '<dir>/x.xml' already exists.`,
  ],
  ['-Encoding -Force', `1 | Export-Clixml x.xml -Encoding unicode -Force; (Import-Clixml x.xml)`, `1`],
  [
    '-WhatIf -InputObject',
    `Export-Clixml x.xml -InputObject 4 -WhatIf; [IO.File]::Exists("$pwd/x.xml")`,
    `False`,
  ],
]);
