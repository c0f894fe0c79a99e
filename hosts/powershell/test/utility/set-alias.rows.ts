import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Set-Alias', [
  ['name and value', `Set-Alias zz Write-Output; zz 5`, `5`],
  [
    '-Name -Value -PassThru',
    `Set-Alias -Name zz -Value Write-Output -PassThru | ForEach-Object DisplayName`,
    `zz -> Write-Output`,
  ],
  [
    '-Option -Description -Force',
    `Set-Alias zz Write-Output -Option ReadOnly -Description d; Set-Alias zz Get-Date; Set-Alias zz Get-Date -Force; (Get-Alias zz).Definition`,
    `
Get-Date

error AliasNotWritable,Microsoft.PowerShell.Commands.SetAliasCommand: Alias is not writeable because alias zz is read-only or constant and cannot be written to.
`,
  ],
  ['-Scope', `function f { Set-Alias zz Write-Output -Scope Global }; f; zz 4`, `4`],
  ['-WhatIf', `Set-Alias zz Write-Output -WhatIf; Get-Alias zz -ErrorAction SilentlyContinue`, ``],
]);
