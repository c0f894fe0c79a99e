import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Remove-Alias', [
  [
    'by name',
    `Set-Alias zz Write-Output; Remove-Alias zz; Get-Alias zz`,
    `error ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand: This command cannot find a matching alias because an alias with the name 'zz' does not exist.`,
  ],
  [
    'one that is not there',
    `Remove-Alias nope`,
    `error ItemNotFoundException,Microsoft.PowerShell.Commands.RemoveAliasCommand: This command cannot find a matching alias because an alias with the name 'nope' does not exist.`,
  ],
  [
    '-Force and -Scope',
    `Set-Alias zz Write-Output -Option ReadOnly; Remove-Alias zz; Remove-Alias zz -Force -Scope Local; Get-Alias zz -ErrorAction SilentlyContinue`,
    `error AliasNotRemovable,Microsoft.PowerShell.Commands.RemoveAliasCommand: Alias was not removed because alias zz is constant or read-only.`,
  ],
]);
