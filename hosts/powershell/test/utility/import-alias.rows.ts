import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Import-Alias', [
  [
    'reads what Export-Alias wrote',
    `Set-Alias zz Write-Output; Export-Alias x.csv -Name zz; Remove-Alias zz; Import-Alias x.csv; zz 6`,
    `6`,
  ],
  [
    'one that is there, and -Force',
    `Set-Alias zz Write-Output; Export-Alias x.csv -Name zz; Import-Alias x.csv; Import-Alias x.csv -Force -PassThru | ForEach-Object Name`,
    `
zz

error AliasAlreadyExists,Microsoft.PowerShell.Commands.ImportAliasCommand: The alias is not allowed, because an alias with the name 'zz' already exists.
`,
  ],
]);
