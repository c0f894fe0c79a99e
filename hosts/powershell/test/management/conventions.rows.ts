import { rowsOf } from '../rows.ts';

export const rows = rowsOf('conventions of the engine', [
  [
    'modules load by themselves in ForEach-Object -Parallel',
    `1..3 | ForEach-Object -Parallel { (Get-Date -Format yyyy).Length }`,
    '4\n4\n4',
  ],
  [
    'names with their module',
    `(Microsoft.PowerShell.Management\\Get-Item .).FullName; (Microsoft.PowerShell.Utility\\Get-Date 2024-02-29).Year`,
    '<dir>\n2024',
  ],
  [
    '$ErrorActionPreference makes errors catchable',
    `$ErrorActionPreference = 'Stop'; try { Get-Item nope } catch { $_.CategoryInfo.Category }`,
    'ObjectNotFound',
  ],
  [
    'errors can be caught by their type',
    `try { Get-Content nope -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'caught' }`,
    'caught',
  ],
  [
    '-ErrorVariable',
    `Get-Item nope -ErrorVariable kept -ErrorAction SilentlyContinue; $kept.Count; $kept[0].TargetObject`,
    '1\n<dir>/nope',
  ],
  ['errors can be sent into output', `(Get-ChildItem nope 2>&1).GetType().Name`, 'ErrorRecord'],
  [
    '-WhatIf of a function reaches the cmdlets in it',
    `function f { [CmdletBinding(SupportsShouldProcess)] param() New-Item made }; f -WhatIf; Test-Path made`,
    'False',
  ],
  [
    'the usual short names',
    `Set-Content a 1; gc a; (gi a).Name; (gci).Name; cd /; "$(pwd)"; echo hi`,
    '1\na\na\n/\nhi',
  ],
  [
    'parameters by their prefixes',
    `Set-Content a 1; Get-Content -Pa a -To 1; (Get-ChildItem -Filt *).Name`,
    '1\na',
  ],
  [
    'splatting',
    `$p = @{ Path = '.'; Filter = '*.txt'; File = $true }; Set-Content a.txt 1; (Get-ChildItem @p).Name`,
    'a.txt',
  ],
]);
