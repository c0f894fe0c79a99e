import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: types and formats', [
  [
    `Update-TypeData -TypeName Row.T1 -MemberType NoteProperty -MemberName A -Value 1; $o = [pscustomobject]@{PSTypeName='Row.T1'; B=2}; $o.A; $o | Get-Member | % Name`,
    `1
Equals
GetHashCode
GetType
ToString
A
B`,
  ],
  [
    `Update-TypeData -TypeName Row.T2 -MemberType ScriptProperty -MemberName A -Value { $this.B + 1 } -SecondValue { $this.B = $args[0] }; $o = [pscustomobject]@{PSTypeName='Row.T2'; B=2}; $o.A; $o.A = 9; $o.B`,
    `3
9`,
  ],
  [
    `Update-TypeData -TypeName Row.T3 -MemberType AliasProperty -MemberName Q -Value B; ([pscustomobject]@{PSTypeName='Row.T3'; B=2}).Q`,
    `2`,
  ],
  [
    `Update-TypeData -TypeName Row.T4 -MemberType ScriptMethod -MemberName M -Value { param($x) $this.B * $x }; ([pscustomobject]@{PSTypeName='Row.T4'; B=2}).M(4)`,
    `8`,
  ],
  [
    `Update-TypeData -TypeName Row.T5 -DefaultDisplayPropertySet A, C; [pscustomobject]@{PSTypeName='Row.T5'; A=1; B=2; C=3}`,
    `A C
- -
1 3`,
  ],
  [
    `Update-TypeData -TypeName Row.T6 -DefaultDisplayPropertySet A, C; [pscustomobject]@{PSTypeName='Row.T6'; A=1; B=2; C=3} | Format-List`,
    `A : 1
C : 3`,
  ],
  [
    `Update-TypeData -TypeName Row.T7 -MemberType NoteProperty -MemberName A -Value 1; Update-TypeData -TypeName Row.T7 -MemberType NoteProperty -MemberName A -Value 2; Update-TypeData -TypeName Row.T7 -MemberType NoteProperty -MemberName A -Value 3 -Force; ([pscustomobject]@{PSTypeName='Row.T7'}).A`,
    `3

error TypesDynamicUpdateException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Error in TypeData "Row.T7": The member A is already present.`,
  ],
  [
    `Update-TypeData -TypeName Row.T8 -MemberType NoteProperty -MemberName A -Value 1; (Get-TypeData Row.T8).Members.Keys; (Get-TypeData Row.T8).GetType().FullName; Remove-TypeData Row.T8; Get-TypeData Row.T8; ([pscustomobject]@{PSTypeName='Row.T8'}).A`,
    `A
System.Management.Automation.Runspaces.TypeData`,
  ],
  [
    `Remove-TypeData Row.Nope`,
    `error TypesDynamicRemoveException,Microsoft.PowerShell.Commands.RemoveTypeDataCommand: Error in TypeData "Row.Nope": The type "Row.Nope" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.`,
  ],
  [`Get-TypeData System.Array; Get-TypeData *.DateTime | % TypeName`, `System.DateTime`],
  [
    `Set-Content t.ps1xml '<Types><Type><Name>Row.T9</Name><Members><NoteProperty><Name>Z</Name><Value>7</Value></NoteProperty></Members></Type></Types>'; Update-TypeData t.ps1xml; ([pscustomobject]@{PSTypeName='Row.T9'}).Z; Update-TypeData -PrependPath t.ps1xml; Update-TypeData nope.ps1xml`,
    `7

error TypesAppendPathException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Cannot find path '<dir>/nope.ps1xml' because it does not exist.`,
  ],
  [
    `Set-Content f.format.ps1xml '<Configuration><ViewDefinitions><View><Name>v</Name><ViewSelectedBy><TypeName>Row.F1</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label>LL</Label><Width>10</Width></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>A</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>'; Update-FormatData -PrependPath f.format.ps1xml; [pscustomobject]@{PSTypeName='Row.F1';A=1;B=2}`,
    `LL
--
1`,
  ],
  [
    `Set-Content f.format.ps1xml '<Configuration><ViewDefinitions><View><Name>v</Name><ViewSelectedBy><TypeName>Row.F2</TypeName></ViewSelectedBy><ListControl><ListEntries><ListEntry><ListItems><ListItem><Label>Only</Label><PropertyName>A</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View></ViewDefinitions></Configuration>'; Update-FormatData -AppendPath f.format.ps1xml; [pscustomobject]@{PSTypeName='Row.F2';A=1;B=2}; Update-FormatData nope.ps1xml`,
    `Only : 1


error FormatAppendPathException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand: Cannot find path '<dir>/nope.ps1xml' because it does not exist.`,
  ],
  [
    `Update-TypeData -TypeName Row.T10 -MemberType Method -MemberName A -Value 1`,
    `error ParameterArgumentValidationError,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Cannot validate argument on parameter 'MemberType'. The argument "Method" does not belong to the set "NoteProperty,AliasProperty,ScriptProperty,CodeProperty,ScriptMethod,CodeMethod" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
  ],
  [
    `Update-TypeData -TypeName Row.T11 -MemberType CodeProperty -MemberName A -Value 1`,
    `error ConvertToFinalInvalidCastException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Cannot convert the "1" value of type "System.Int32" to type "System.Reflection.MethodInfo".`,
  ],
  [
    `Update-TypeData -TypeName Row.T12 -MemberName A -Value 1`,
    `error MemberTypeIsMissing,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: The MemberName, Value, and SecondValue parameters cannot be specified without the MemberType parameter.`,
  ],
  [
    `Update-TypeData -TypeName Row.T13 -DefaultDisplayProperty A -DefaultKeyPropertySet A -SerializationDepth 3; (Get-TypeData Row.T13).DefaultDisplayProperty`,
    `A`,
  ],
  [
    `Update-TypeData -TypeData ([System.Management.Automation.Runspaces.TypeData]::new('Row.T14')); 'n'`,
    `n

error TypeDataEmpty,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: No member is specified for the update on type "Row.T14".`,
  ],
  [
    `Update-TypeData -TypeName Row.T15 -MemberType ScriptProperty -MemberName A -Value 'x'`,
    `error ConvertToFinalInvalidCastException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Cannot convert the "x" value of type "System.String" to type "System.Management.Automation.ScriptBlock".`,
  ],
  [
    `Update-TypeData -TypeName Row.T16 -MemberType AliasProperty -MemberName A -Value B -SecondValue int; ([pscustomobject]@{PSTypeName='Row.T16'; B='5'}).A.GetType().Name`,
    `Int32`,
  ],
  [
    `Update-TypeData -TypeName Row.T17 -StringSerializationSource A -DefaultDisplayPropertySet A -WhatIf; 'n'`,
    `n`,
  ],
]);
