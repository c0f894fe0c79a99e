import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Export-Alias', [
  [
    'as CSV',
    `Set-Alias zz Write-Output; Export-Alias x.csv -Name zz; [IO.File]::ReadAllLines("$pwd/x.csv") | Where-Object { $_ -notmatch '^#' }`,
    `"zz","Write-Output","","None"`,
  ],
  [
    '-As Script',
    `Set-Alias zz Write-Output; Export-Alias x.ps1 -Name zz -As Script; [IO.File]::ReadAllLines("$pwd/x.ps1") | Where-Object { $_ -notmatch '^#' }`,
    `set-alias -Name:"zz" -Value:"Write-Output" -Description:"" -Option:"None"`,
  ],
  [
    '-PassThru -Append -NoClobber',
    `Set-Alias zz Write-Output; Export-Alias x.csv -Name zz -PassThru | ForEach-Object Name; Export-Alias x.csv -Name zz -NoClobber`,
    `
zz

error NoClobber,Microsoft.PowerShell.Commands.ExportAliasCommand: The file '<dir>/x.csv' already exists.
`,
  ],
]);
