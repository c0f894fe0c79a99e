import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: items', [
  [
    `New-Item a.txt -Value hi | % { $_.Length; $_.Name }`,
    `2
a.txt`,
  ],
  [
    `New-Item x/y/z.txt`,
    `error NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand: Could not find a part of the path '<dir>/x/y/z.txt'.`,
  ],
  [
    `New-Item -ItemType Nope x`,
    `error Argument,Microsoft.PowerShell.Commands.NewItemCommand: The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.`,
  ],
  [
    `New-Item variable:rowv -Value 5; $rowv`,
    `Name                           Value
----                           -----
rowv                           5
5`,
  ],
  [
    `New-Item function:rowf -Value { 7 }; rowf`,
    `CommandType     Name                                               Version    Source
-----------     ----                                               -------    ------
Function        rowf
7`,
  ],
  [
    `Copy-Item nope b; 'n'`,
    `n

error PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [`mkdir d | Out-Null; Remove-Item d -Confirm:$false; gci -n`, ``],
  [
    `Get-Item nope; Get-Item *.nope; Get-Item env:NOPE`,
    `error PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand: Cannot find path '<dir>/nope' because it does not exist.
error PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand: Cannot find path 'Env:/NOPE' because it does not exist.`,
  ],
  [
    `New-ItemProperty a.txt -Name X -Value 1`,
    `error PathNotFound,Microsoft.PowerShell.Commands.NewItemPropertyCommand: Cannot find path '<dir>/a.txt' because it does not exist.`,
  ],
  [
    `Get-Location | % { $_.GetType().Name }; Set-Location /; "$(Get-Location)"; $PWD.Path; Push-Location /tmp; Pop-Location; "$PWD"`,
    `PathInfo
/
/
/`,
  ],
  [
    `Get-PSProvider | Select-Object Name, Drives`,
    `Name        Drives
----        ------
Alias       {Alias}
Environment {Env}
FileSystem  {Temp, /}
Function    {Function}
Variable    {Variable}`,
  ],
  [
    `mkdir a/b | % Name; mkdir a -Force | % Name; mkdir a`,
    `error NativeCommandError: /usr/bin/mkdir: cannot create directory ‘a/b’: No such file or directory
error NativeCommandError: /usr/bin/mkdir: invalid option -- 'F'
error NativeCommandErrorMessage: Try '/usr/bin/mkdir --help' for more information.`,
  ],
  [
    `& sh -c 'echo out; echo err >&2; exit 3'; $LASTEXITCODE`,
    `out
3

error NativeCommandError: err`,
  ],
  [
    `sh -c 'echo a; echo b' | ForEach-Object { "<$_>" }`,
    `<a>
<b>`,
  ],
  [
    `nope-command`,
    `error CommandNotFoundException: The term 'nope-command' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
  ],
  [
    `Rename-Item nope x`,
    `error PathNotFound,Microsoft.PowerShell.Commands.RenameItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    `Clear-Item nope; Set-Item env:ROWX 1; $env:ROWX; Clear-Item env:ROWX; $env:ROWX`,
    `1

error PathNotFound,Microsoft.PowerShell.Commands.ClearItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    `Set-Item variable:zz 4; $zz; Set-Item nope 1`,
    `4

error NotSupported,Microsoft.PowerShell.Commands.SetItemCommand: Provider operation stopped because the provider does not support this operation.`,
  ],
]);
