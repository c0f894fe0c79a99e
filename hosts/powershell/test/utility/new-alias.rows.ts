import { rowsOf } from '../rows.ts';

export const rows = rowsOf('New-Alias', [
  ['name and value', `New-Alias zz Write-Output; zz 5`, `5`],
  [
    'one that is there',
    `New-Alias zz Write-Output; New-Alias zz Get-Date; New-Alias zz Get-Date -Force -PassThru | ForEach-Object Definition`,
    `
Get-Date

error AliasAlreadyExists,Microsoft.PowerShell.Commands.NewAliasCommand: The alias is not allowed, because an alias with the name 'zz' already exists.
`,
  ],
  [
    '-Scope -Option -Description',
    `New-Alias zz Write-Output -Scope Global -Option AllScope -Description d; $a = Get-Alias zz; "$($a.Options) $($a.Description)"`,
    `AllScope d`,
  ],
]);
