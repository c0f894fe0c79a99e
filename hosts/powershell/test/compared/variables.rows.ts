import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: variables and aliases', [
  [
    `$v = 5; Get-Variable v; Get-Variable v -ValueOnly; Get-Variable nope; Get-Variable v* -Exclude ver* | Where-Object Name -eq v | % Value`,
    `Name                           Value
----                           -----
v                              5
5
5


error VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand: Cannot find a variable with the name 'nope'.`,
  ],
  [
    `New-Variable -Name q -Value 1 -Option ReadOnly; $q = 2`,
    `error VariableNotWritable: Cannot overwrite variable q because it is read-only or constant.`,
  ],
  [
    `New-Variable -Name q -Value 1 -Option Constant; Remove-Variable q -Force`,
    `error VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveVariableCommand: Cannot remove variable q because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.`,
  ],
  [
    `New-Variable q 1; New-Variable q 2; New-Variable q 3 -Force; $q`,
    `3

error VariableAlreadyExists,Microsoft.PowerShell.Commands.NewVariableCommand: A variable with name 'q' already exists.`,
  ],
  [
    `Set-Variable -Name a,b -Value 3; $a+$b; Set-Variable z -Value 1 -PassThru; Set-Variable -Name x -Value 2 -Scope Global; $global:x`,
    `6

Name                           Value
----                           -----
z                              1
2`,
  ],
  [`1..3 | Set-Variable arr; $arr.Count`, `3`],
  [
    `$a=1; Clear-Variable a; $null -eq $a; Clear-Variable nope; Remove-Variable a; Test-Path variable:a; Remove-Variable nope`,
    `True
False

error VariableNotFound,Microsoft.PowerShell.Commands.ClearVariableCommand: Cannot find a variable with the name 'nope'.
error VariableNotFound,Microsoft.PowerShell.Commands.RemoveVariableCommand: Cannot find a variable with the name 'nope'.`,
  ],
  [
    `Set-Alias foo Get-Date; (Get-Alias foo).Definition; (foo '2024-01-02').Year; Get-Alias -Definition Get-Date | % Name; Remove-Alias foo; Get-Alias foo`,
    `Get-Date
2024
foo

error ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand: This command cannot find a matching alias because an alias with the name 'foo' does not exist.`,
  ],
  [
    `New-Alias q Get-Item; New-Alias q Get-Item; Set-Alias q Get-Date -Option ReadOnly; Set-Alias q Get-Item`,
    `error AliasAlreadyExists,Microsoft.PowerShell.Commands.NewAliasCommand: The alias is not allowed, because an alias with the name 'q' already exists.
error AliasNotWritable,Microsoft.PowerShell.Commands.SetAliasCommand: Alias is not writeable because alias q is read-only or constant and cannot be written to.`,
  ],
]);
