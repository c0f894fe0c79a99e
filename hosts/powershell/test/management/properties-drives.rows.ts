import { rowsOf } from '../rows.ts';

export const rows = rowsOf('item properties, drives, mkdir, time zones', [
  ['Get-ItemProperty', `Set-Content a 1; (Get-ItemProperty a).Name`, 'a'],
  ['Get-ItemProperty -Name', `Set-Content a 12 -NoNewline; (Get-ItemProperty a -Name Length).Length`, '2'],
  [
    'Get-ItemProperty of nothing',
    `Get-ItemProperty nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    'Get-ItemPropertyValue',
    `Set-Content a 12 -NoNewline; Get-ItemPropertyValue a Length; Get-ItemPropertyValue -Path a -Name Name`,
    '2\na',
  ],
  [
    'Set-ItemProperty',
    `Set-Content a 1; Set-ItemProperty a IsReadOnly $true; (Get-Item a).IsReadOnly; Set-ItemProperty -Path a -Name IsReadOnly -Value $false; (Get-Item a).IsReadOnly`,
    'True\nFalse',
  ],
  [
    'Set-ItemProperty -WhatIf',
    `Set-Content a 1; Set-ItemProperty a IsReadOnly $true -WhatIf; (Get-Item a).IsReadOnly`,
    'False',
  ],
  [
    'New-ItemProperty of a file is not possible',
    `Set-Content a 1; New-ItemProperty a -Name x -Value 1 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId`,
    'NotSupported,Microsoft.PowerShell.Commands.NewItemPropertyCommand',
  ],
  [
    'Remove-ItemProperty of a file is not possible',
    `Set-Content a 1; Remove-ItemProperty a -Name x -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId`,
    'NotSupported,Microsoft.PowerShell.Commands.RemoveItemPropertyCommand',
  ],
  [
    'the registry is not there',
    `Get-ItemProperty HKLM:\\Software -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId`,
    'DriveNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand',
  ],
  ['Get-PSDrive by name', `(Get-PSDrive Env).Provider.Name`, 'Environment'],
  ['Get-PSDrive -PSProvider', `(Get-PSDrive -PSProvider FileSystem).Name -contains '/'`, 'True'],
  [
    'Get-PSDrive of nothing',
    `Get-PSDrive nope`,
    `error GetLocationNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand: Cannot find drive. A drive with the name 'nope' does not exist.`,
  ],
  [
    'New-PSDrive',
    `$null = New-Item d/x -Force; (New-PSDrive -Name Rows -PSProvider FileSystem -Root $PWD/d).Name; Test-Path Rows:/x`,
    'Rows\nTrue',
  ],
  [
    'Remove-PSDrive',
    `$null = New-PSDrive Rows FileSystem $PWD; Remove-PSDrive Rows; Test-Path Rows:/`,
    'False',
  ],
  [
    'Get-PSProvider',
    `(Get-PSProvider FileSystem).Name; (Get-PSProvider).Name -contains 'Variable'`,
    'FileSystem\nTrue',
  ],
  [
    'mkdir makes parents and gives the folder',
    `Import-Module Microsoft.PowerShell.Management; (mkdir a/b).FullName; (mkdir a/b -Force).Name; Test-Path a/b -PathType Container`,
    '<dir>/a/b\nb\nTrue',
    'on Linux an installed pwsh runs the system’s own program of that name',
  ],
  [
    'md is mkdir',
    `Import-Module Microsoft.PowerShell.Management; (md x).Name`,
    'x',
    'on Linux an installed pwsh runs the system’s own program of that name',
  ],
  [
    'Get-TimeZone',
    `(Get-TimeZone).GetType().Name; (Get-TimeZone -Id Europe/Berlin).Id`,
    'TimeZoneInfo\nEurope/Berlin',
  ],
  [
    'Get-TimeZone of nothing',
    `Get-TimeZone -Id No/where -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId.Split(',')[0]`,
    'TimeZoneNotFound',
  ],
  ['Get-TimeZone -ListAvailable', `(Get-TimeZone -ListAvailable).Count -gt 10`, 'True'],
  [
    'Get-ComputerInfo',
    `(Get-ComputerInfo).CsName -eq [Environment]::MachineName`,
    'True',
    'an installed pwsh on Linux leaves it empty',
  ],
]);
