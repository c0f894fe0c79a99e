import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Import-Clixml', [
  [
    '-First -Skip',
    `1..5 | Export-Clixml x.xml; Import-Clixml x.xml -Skip 1 -First 2`,
    `
2
3
`,
  ],
  ['-LiteralPath', `7 | Export-Clixml x.xml; Import-Clixml -LiteralPath x.xml`, `7`],
  [
    'types',
    `[datetime]'2020-01-02',[guid]::Empty,$null,1.5,$true,'x' | Export-Clixml x.xml; Import-Clixml x.xml | Where-Object { $null -ne $_ } | ForEach-Object { $_.GetType().Name }`,
    `
DateTime
Guid
Double
Boolean
String
`,
  ],
  [
    'a file that is not there',
    `Import-Clixml nope.xml`,
    `error FileOpenFailure,Microsoft.PowerShell.Commands.ImportClixmlCommand: Could not find file '<dir>/nope.xml'.`,
  ],
]);
