import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: paths', [
  [
    `Join-Path a b; Join-Path a b c d; Join-Path a/ /b; Join-Path -Path a,b -ChildPath c; Join-Path / x`,
    `a/b
a/b/c/d
a/b
a/c
b/c
/x`,
  ],
  [
    `Join-Path a b -Resolve`,
    `error PathNotFound,Microsoft.PowerShell.Commands.JoinPathCommand: Cannot find path '<dir>/a/b' because it does not exist.`,
  ],
  [
    `Join-Path 'a' '..' 'b'; Join-Path a ''`,
    `a/../b
a/`,
  ],
  [
    `Join-Path -Path '' -ChildPath a`,
    `error ParameterArgumentValidationErrorEmptyStringNotAllowed,Microsoft.PowerShell.Commands.JoinPathCommand: Cannot bind argument to parameter 'Path' because it is an empty string.`,
  ],
  [
    `Join-Path a b -AdditionalChildPath c; Join-Path a -ChildPath b -Extension .txt`,
    `a/b/c
a/b/-Extension/.txt`,
  ],
  [
    `Split-Path /a/b/c.txt; Split-Path /a/b/c.txt -Leaf; Split-Path /a/b/c.txt -LeafBase; Split-Path /a/b/c.txt -Extension; Split-Path a/b -IsAbsolute; Split-Path /a -Parent`,
    `/a/b
c.txt
c
.txt
False`,
  ],
  [
    'Split-Path c.txt; Split-Path c.txt -Leaf; Split-Path / ; Split-Path /a/b/ -Leaf; Split-Path a\\b\\c -Leaf',
    `c.txt
b
c

error Argument,Microsoft.PowerShell.Commands.SplitPathCommand: Cannot process argument because the value of argument "path" is not valid. Change the value of the "path" argument and run the operation again.`,
  ],
  [
    `Split-Path Env:PATH -Qualifier; Split-Path Env:PATH -NoQualifier; Split-Path /a -Qualifier`,
    `Env:
PATH

error ParsePathFormatError,Microsoft.PowerShell.Commands.SplitPathCommand: Cannot parse path because path '/a' does not have a qualifier specified.`,
  ],
  [
    `Set-Content a.txt 1; Split-Path *.txt -Resolve -Leaf; '/x/y','z/w' | Split-Path -Leaf`,
    `a.txt
y
w`,
  ],
  [
    `Test-Path .; Test-Path nope; Test-Path . -PathType Leaf; Test-Path . -PathType Container; Set-Content a.txt 1; Test-Path *.txt; Test-Path *.foo; Test-Path a.txt -PathType Leaf`,
    `True
False
False
True
True
False
True`,
  ],
  [
    `Test-Path ''; Test-Path $null`,
    `False

error NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand: Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')`,
  ],
  [
    `Test-Path env:PATH; Test-Path variable:nope; Test-Path function:prompt; Test-Path nodrive:x`,
    `True
False
True
False`,
  ],
  [
    `Set-Content a.txt 1; Test-Path a.txt -NewerThan '2000-01-01'; Test-Path a.txt -OlderThan '2000-01-01'; Test-Path 'a|b' -IsValid; Test-Path a.txt, nope`,
    `True
False
True
True
False`,
  ],
  [`Test-Path . -Include x`, `False`],
  [
    `Set-Content 'a[1].txt' x -ErrorAction SilentlyContinue; Set-Content -LiteralPath 'a[1].txt' x; Test-Path 'a[1].txt'; Test-Path -LiteralPath 'a[1].txt'; Get-Content -LiteralPath 'a[1].txt'`,
    `False
True
x`,
  ],
  [
    `Resolve-Path .; Resolve-Path nope; 'n'`,
    `Path
----
<dir>
n


error PathNotFound,Microsoft.PowerShell.Commands.ResolvePathCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    `Set-Content a.txt 1; (Resolve-Path a.txt).Path; Resolve-Path a.txt -Relative; Resolve-Path *.txt -Relative; (Resolve-Path a.txt).GetType().FullName; (Resolve-Path a.txt).Provider.Name`,
    `<dir>/a.txt
./a.txt
./a.txt
System.Management.Automation.PathInfo
FileSystem`,
  ],
  [
    `Convert-Path .; Convert-Path nope`,
    `<dir>

error PathNotFound,Microsoft.PowerShell.Commands.ConvertPathCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    `New-Item x/y/z.txt -Force | % Name; Test-Path x/y`,
    `z.txt
True`,
  ],
  [
    `New-Item -Path . -Name q -ItemType Directory | % Name; New-Item q -ItemType Directory; New-Item q -ItemType Directory -Force | % Name`,
    `q
q

error DirectoryExist,Microsoft.PowerShell.Commands.NewItemCommand: An item with the specified name <dir>/q already exists.`,
  ],
  [
    `Set-Content a.txt 1; New-Item -ItemType SymbolicLink -Path l -Target a.txt | % { $_.LinkType; $_.Target }; Get-Content l`,
    `SymbolicLink
a.txt
1`,
  ],
  [`Set-Content a.txt 1; New-Item -ItemType HardLink -Path h -Value a.txt | % LinkType`, `HardLink`],
  [
    `New-Item env:FOO_ROW -Value 5; $env:FOO_ROW; Remove-Item env:FOO_ROW; Test-Path env:FOO_ROW`,
    `Name                           Value
----                           -----
FOO_ROW                        5
5
False`,
  ],
  [
    `Get-ChildItem nope*; Get-ChildItem nope; Get-ChildItem -Path . -Filter *.x | Measure-Object | % Count`,
    `0

error PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
]);
