import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-Alias', [
  ['by name', `Get-Alias ft | ForEach-Object { "$($_.Name) $($_.Definition)" }`, `ft Format-Table`],
  ['-Definition', `Get-Alias -Definition Format-Table | ForEach-Object Name`, `ft`],
  [
    'wildcards and -Exclude',
    `Get-Alias f? -Exclude ft | ForEach-Object Name`,
    `
fc
fl
fw
`,
  ],
  [
    'one that is not there',
    `Get-Alias nope`,
    `error ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand: This command cannot find a matching alias because an alias with the name 'nope' does not exist.`,
  ],
  [
    'a definition that is not there',
    `Get-Alias -Definition nope`,
    `error ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand: This command cannot find a matching alias because an alias with the definition 'nope' does not exist.`,
  ],
]);
