import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: content', [
  [
    `Set-Content a.txt 1; Copy-Item a.txt b.txt; Get-Content b.txt; Copy-Item a.txt nope/b.txt`,
    `1

error CopyFileInfoItemIOError,Microsoft.PowerShell.Commands.CopyItemCommand: Could not find a part of the path '<dir>/nope/b.txt'.`,
  ],
  [
    `mkdir d | Out-Null; Set-Content d/x 1; Copy-Item d e -Recurse; gci e -n; Copy-Item d e -Recurse; gci e -r -n`,
    `x
d
x
d/x`,
  ],
  [
    `mkdir d | Out-Null; Set-Content d/x 1; Copy-Item d/* f; gci -r -n`,
    `d
f
d/x`,
  ],
  [
    `mkdir d,e | Out-Null; Set-Content d/x 1; Set-Content d/y.txt 2; Copy-Item d/*.txt e; gci e -n; Copy-Item d/x, d/y.txt e -Verbose`,
    `error GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand: Could not find a part of the path '<dir>/d/x'.
error GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand: Could not find a part of the path '<dir>/d/y.txt'.
error PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot find path '<dir>/d' because it does not exist.
error PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand: Cannot find path '<dir>/e' because it does not exist.
error PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot find path '<dir>/d/x' because it does not exist.
error PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot find path '<dir>/d/y.txt' because it does not exist.`,
  ],
  [
    `Set-Content a.txt 1; Copy-Item a.txt a.txt`,
    `error CopyError,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot overwrite the item <dir>/a.txt with itself.`,
  ],
  [`Set-Content a.txt 1; Set-Content b.txt 2; Copy-Item a.txt b.txt; Get-Content b.txt`, `1`],
  [
    `Set-Content a.txt 1; Move-Item a.txt b.txt; gci -n; Move-Item b.txt nope/x; Move-Item zz y`,
    `b.txt

error MoveFileInfoItemIOError,Microsoft.PowerShell.Commands.MoveItemCommand: Could not find a part of the path '<dir>/nope/x'.
error PathNotFound,Microsoft.PowerShell.Commands.MoveItemCommand: Cannot find path '<dir>/zz' because it does not exist.`,
  ],
  [
    `Set-Content a.txt 1; Set-Content b.txt 2; Move-Item a.txt b.txt; 'n'`,
    `n

error MoveFileInfoItemIOError,Microsoft.PowerShell.Commands.MoveItemCommand: The file '<dir>/b.txt' already exists.`,
  ],
  [
    `Set-Content a.txt 1; Rename-Item a.txt b.txt -PassThru | % Name; Rename-Item b.txt x/y`,
    `b.txt

error Argument,Microsoft.PowerShell.Commands.RenameItemCommand: Cannot rename the specified target, because it represents a path or device name.`,
  ],
  [
    `Set-Content a.txt 1; Set-Content b.txt 1; Rename-Item a.txt b.txt`,
    `error RenameItemIOError,Microsoft.PowerShell.Commands.RenameItemCommand: The file '<dir>/b.txt' already exists.`,
  ],
  [`Set-Content a.log 1; gci *.log | Rename-Item -NewName { $_.Name -replace 'log','txt' }; gci -n`, `a.txt`],
  [
    `Set-Content a.txt 1; Remove-Item a.txt; gci -n; Remove-Item a.txt; 'n'`,
    `n

error PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand: Cannot find path '<dir>/a.txt' because it does not exist.`,
  ],
  [
    `mkdir d | Out-Null; Set-Content d/x 1; Remove-Item d; gci -n`,
    `d

error HostFunctionNotImplemented,Microsoft.PowerShell.Commands.RemoveItemCommand: A command that prompts the user failed because the host program or the command type does not support user interaction. The host was attempting to request confirmation with the following message: The item at <dir>/d has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?`,
  ],
  [
    `mkdir d | Out-Null; Set-Content d/x 1; Remove-Item d -Recurse -Force; gci -n; Remove-Item *.nope; 'n'`,
    `n`,
  ],
  [
    `mkdir d | Out-Null; Set-Content d/x 1; Remove-Item d/* -WhatIf; Remove-Item d/* -Verbose`,
    `verbose: Performing the operation "Remove File" on target "<dir>/d/x".`,
  ],
  [
    `Set-Content a.txt,b.txt,c.log 1; Remove-Item * -Include *.txt -Exclude b*; gci -n`,
    `b.txt
c.log`,
  ],
  [
    `Set-Content a.txt 'x'; Clear-Content a.txt; (Get-Item a.txt).Length; Clear-Content nope`,
    `0

error PathNotFound,Microsoft.PowerShell.Commands.ClearContentCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    `Set-Content a.txt 1,2; Add-Content a.txt 3; Add-Content a.txt -Value 4,5 -NoNewline; Get-Content a.txt`,
    `1
2
3
45`,
  ],
  [
    `1..3 | Set-Content a.txt -PassThru; Set-Content a.txt -Value 'x' -Encoding utf8BOM; [IO.File]::ReadAllBytes("$PWD/a.txt") -join ','`,
    `1
2
3
239,187,191,120,10`,
  ],
  [
    `Set-Content a.txt @(); (Get-Item a.txt).Length; Set-Content a.txt $null; (Get-Item a.txt).Length; Set-Content a.txt ''; (Get-Item a.txt).Length`,
    `0
0
1`,
  ],
  [
    `Set-Content a.txt [pscustomobject]@{A=1}; Get-Content a.txt; [pscustomobject]@{A=1} | Set-Content a.txt; Get-Content a.txt`,
    `@{A=1}

error PositionalParameterNotFound,Microsoft.PowerShell.Commands.SetContentCommand: A positional parameter cannot be found that accepts argument 'A=1'.
error PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand: Cannot find path '<dir>/a.txt' because it does not exist.`,
  ],
  [
    `Set-Content nope/a.txt 1`,
    `error GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand: Could not find a part of the path '<dir>/nope/a.txt'.`,
  ],
  [
    `Set-Content a.txt 'a','b','c','d'; (Get-Content a.txt)[1]; (Get-Content a.txt).Count; Get-Content a.txt -TotalCount 2; Get-Content a.txt -Tail 1; (Get-Content a.txt -Raw).Length; Get-Content a.txt | Select-Object -Skip 2`,
    `b
4
a
b
d
8
c
d`,
  ],
  [
    `Set-Content a.txt 'a','b'; Get-Content a.txt -ReadCount 0 | % { $_.Count }; Get-Content a.txt -Delimiter 'b'`,
    `2
a`,
  ],
  [`Set-Content a.txt 'a','b'; Get-Content a.txt -Tail 0; Get-Content a.txt -TotalCount 0; 'n'`, `n`],
  [
    `Set-Content a.txt 'a' -NoNewline; Set-Content b.txt 'b'; Get-Content a.txt, b.txt; Get-Content *.txt | Measure-Object | % Count`,
    `a
b
2`,
  ],
  [`Get-Content env:HOME | % { $_.Length -gt 0 }`, `True`],
  [
    `Get-Content a.txt -Stream x`,
    `error NamedParameterNotFound,Microsoft.PowerShell.Commands.GetContentCommand: A parameter cannot be found that matches parameter name 'Stream'.`,
  ],
  [
    `Set-Content a.txt 1; Get-ItemProperty a.txt | % Name; Get-ItemPropertyValue a.txt -Name Length; Get-ItemProperty a.txt -Name Length | Select-Object Length, PSChildName; Set-ItemProperty a.txt IsReadOnly $true; (Get-Item a.txt).IsReadOnly`,
    `a.txt
2

Length PSChildName
------ -----------
     2 a.txt
True`,
  ],
  [
    `Set-Content a.txt 1; Get-ItemProperty a.txt -Name Nope`,
    `error GetValueError,Microsoft.PowerShell.Commands.GetItemPropertyCommand: The property Nope does not exist or was not found.`,
  ],
  [
    `Set-Content a.txt 1; (Get-Item a.txt).LastWriteTime = '2024-01-02'; (Get-Item a.txt).LastWriteTime; Set-ItemProperty a.txt -Name LastWriteTime -Value '2024-01-03'; (Get-ItemProperty a.txt).LastWriteTime`,
    `Tuesday, 02 January 2024 00:00:00
Wednesday, 03 January 2024 00:00:00`,
  ],
  [
    `Set-Content a.txt abc; (Get-FileHash a.txt).Hash; Get-FileHash a.txt -Algorithm MD5 | Select-Object Algorithm, Hash; [IO.MemoryStream]::new([byte[]](1,2)) | % { (Get-FileHash -InputStream $_).Hash }`,
    `EDEAAFF3F1774AD2888673770C6D64097E391BC362D7D6FB34982DDF0EFD18CB

Algorithm Hash
--------- ----
MD5       0BEE89B07A248E27C83FC3D5951213C1
A12871FEE210FB8619291EAEA194581CBD2531E4B23759D225F6806923F63222`,
  ],
  [
    `Set-Content a.txt x; Get-ChildItem a.txt | Copy-Item -Destination b.txt; gci -n`,
    `a.txt
b.txt`,
  ],
  [
    `Set-Content .hid x; Set-Content a x; gci -n; gci -n -Force; gci -Hidden -n`,
    `a
.hid
a
.hid`,
  ],
]);
