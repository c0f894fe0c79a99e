import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: the session', [
  [
    `function f { param([Parameter(Mandatory)]$x) $x }; f`,
    `error MissingMandatoryParameter,f: Cannot process command because of one or more missing mandatory parameters: x.`,
  ],
  [
    `Invoke-Expression '1+1; "a"'; '2+2' | Invoke-Expression; Invoke-Expression '1 +'`,
    `2
a
4

error ExpectedValueExpression,Microsoft.PowerShell.Commands.InvokeExpressionCommand: At line:1 char:4
+ 1 +
+    ~
You must provide a value expression following the '+' operator.`,
  ],
  [
    `ConvertTo-SecureString 'x' -AsPlainText -Force | % { $_.GetType().Name; $_.Length; ConvertFrom-SecureString $_ -AsPlainText }`,
    `SecureString
1
x`,
  ],
  [
    `$s = ConvertTo-SecureString 'x' -AsPlainText -Force; $e = ConvertFrom-SecureString $s -Key (1..16); (ConvertTo-SecureString $e -Key (1..16) | ConvertFrom-SecureString -AsPlainText)`,
    `x`,
  ],
  [
    `$s = ConvertTo-SecureString 'x' -AsPlainText -Force; ConvertTo-SecureString (ConvertFrom-SecureString $s) | ConvertFrom-SecureString -AsPlainText`,
    `x`,
  ],
  [`ConvertTo-SecureString 'x' -AsPlainText`, `System.Security.SecureString`],
  [
    `$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force)); $c; $c.GetNetworkCredential().Password`,
    `UserName                     Password
--------                     --------
u        System.Security.SecureString
p`,
  ],
  [
    `Get-ExecutionPolicy; Set-ExecutionPolicy Bypass -Scope Process -Force; Get-ExecutionPolicy -List`,
    `Unrestricted

        Scope ExecutionPolicy
        ----- ---------------
MachinePolicy    Unrestricted
   UserPolicy    Unrestricted
      Process    Unrestricted
  CurrentUser    Unrestricted
 LocalMachine    Unrestricted


error System.PlatformNotSupportedException,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand: Operation is not supported on this platform.`,
  ],
  [
    `Set-ExecutionPolicy Bypass`,
    `error System.PlatformNotSupportedException,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand: Operation is not supported on this platform.`,
  ],
  [
    `[pscustomobject]@{A=1;B=@(1,2);C=[datetime]'2024-01-02'} | Export-Clixml x.xml; $i = Import-Clixml x.xml; $i; $i.C.GetType().Name; $i.PSTypeNames`,
    `A B      C
- -      -
1 {1, 2} 01/02/2024 00:00:00
DateTime
Deserialized.System.Management.Automation.PSCustomObject
Deserialized.System.Object`,
  ],
  [
    `1,2 | Export-Clixml x.xml; Import-Clixml x.xml -First 1; Import-Clixml x.xml -Skip 1; Import-Clixml nope`,
    `1
2

error FileOpenFailure,Microsoft.PowerShell.Commands.ImportClixmlCommand: Could not find file '<dir>/nope'.`,
  ],
  [
    `[pscustomobject]@{A=1} | ConvertTo-CliXml | ConvertFrom-CliXml`,
    `A
-
1`,
  ],
  [
    `Start-ThreadJob { 1; 2 } | Receive-Job -Wait -AutoRemoveJob; Start-ThreadJob { throw 'x' } | Wait-Job | Receive-Job`,
    `1
2

error JobStateFailed: x`,
  ],
  [
    `$j = Start-ThreadJob -Name n -ScriptBlock { param($a) $a; $using:PID -gt 0 } -ArgumentList 5; $j | Wait-Job | Select-Object Name, State, HasMoreData | Format-Table; Receive-Job $j; Remove-Job $j`,
    `Name State     HasMoreData
---- -----     -----------
n    Completed        True

5
True`,
  ],
  [
    `1..3 | ForEach-Object -Parallel { $_ * 2 } | Sort-Object`,
    `2
4
6`,
  ],
  [`$m = New-TemporaryFile; $m.Extension; Remove-Item $m`, `.tmp`],
  [`Add-Type -AssemblyName System.Web; [System.Web.HttpUtility]::UrlEncode('a b')`, `a+b`],
  [
    `Add-Type -AssemblyName Nope.Nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.AddTypeCommand: Cannot find path '<dir>/Nope.Nope.dll' because it does not exist.`,
  ],
  [
    `Import-Module nope; 'x'`,
    `x

error Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand: The specified module 'nope' was not loaded because no valid module file was found in any module directory.`,
  ],
  [
    `Get-Command Get-Date | % { $_.CommandType; $_.Source; $_.Name }`,
    `Cmdlet
Microsoft.PowerShell.Utility
Get-Date`,
  ],
  [
    `Get-Command nope; Get-Command Get-ChildI* | % Name`,
    `Get-ChildItem

error CommandNotFoundException,Microsoft.PowerShell.Commands.GetCommandCommand: The term 'nope' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
  ],
  [
    `(Get-Command Get-Date).ParameterSets.Name | Sort-Object`,
    `DateAndFormat
DateAndUFormat
UnixTimeSecondsAndFormat
UnixTimeSecondsAndUFormat`,
  ],
  [
    `Get-Acl . ; Set-Acl`,
    `error CommandNotFoundException: The term 'Get-Acl' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.
error CommandNotFoundException: The term 'Set-Acl' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
  ],
  [
    `Enter-PSHostProcess`,
    `error MissingMandatoryParameter,Microsoft.PowerShell.Commands.EnterPSHostProcessCommand: Cannot process command because of one or more missing mandatory parameters: Id.`,
  ],
  [`Switch-Process`, ``],
  [
    `Get-Date '2024-01-01' | Select-Object DisplayHint`,
    `DisplayHint
-----------
   DateTime`,
  ],
  [
    `(Get-Date).DisplayHint; (Get-Date '2024-01-01').AddDays(1).DisplayHint; Get-Date '2024-01-01' | ConvertTo-Json -Compress`,
    `DateTime
"2024-01-01T00:00:00"`,
  ],
  [`Get-Date '2024-01-01' -DisplayHint Time | % DisplayHint`, `Time`],
  [
    `'a' | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/></colgroup>
<tr><th>Length</th></tr>
<tr><td>1</td></tr>
</table>`,
  ],
  [
    `1,2 | ConvertTo-Html -Fragment`,
    `<table>
</table>`,
  ],
  [
    `1,2 | ConvertTo-Html -As List -Fragment`,
    `<table>
</table>`,
  ],
  [
    `1,[pscustomobject]@{A=1} | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/></colgroup>
<tr><th>A</th></tr>
<tr><td>1</td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1} | Format-Table @{l='X';e='A';a='right'}`,
    `X
-
1`,
  ],
  [
    `[pscustomobject]@{A=1} | Format-Table @{la='X';e='A'}`,
    `X
-
1`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object @{l='X';e='A'}, @{na='Y';ex='A'}`,
    `X Y
- -
1 1`,
  ],
  [
    `[pscustomobject]@{A=1} | ConvertTo-Html -Property @{la='X';e='A'}, @{n='Y';e='A';w=3;a='left'} -Fragment`,
    `<table>
<colgroup><col/><col width = "3" align = "left"/></colgroup>
<tr><th>X</th><th>Y</th></tr>
<tr><td>1</td><td>1</td></tr>
</table>`,
  ],
  [
    `Set-Content a.txt 1; Rename-Item a.txt b.txt -PassThru | % Name; 'n'`,
    `b.txt
n`,
  ],
  [
    `Set-Content a.txt 1; Rename-Item a.txt x/y; 'n'`,
    `n

error Argument,Microsoft.PowerShell.Commands.RenameItemCommand: Cannot rename the specified target, because it represents a path or device name.`,
  ],
  [`Set-Content a.bin -AsByteStream -Value ([byte[]](65,66)); Get-Content a.bin`, `AB`],
  [
    `Set-Content a.bin -AsByteStream -Value ([byte]65),([byte]66); Get-Content a.bin -Raw; [byte[]](67,68) | Set-Content a.bin -AsByteStream; Get-Content a.bin`,
    `AB
CD`,
  ],
  [
    `Add-Content a.bin -AsByteStream -Value 'x'`,
    `error Argument,Microsoft.PowerShell.Commands.AddContentCommand: Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.`,
  ],
  [
    `ConvertTo-SecureString 'abc'`,
    `error ImportSecureString_InvalidArgument,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand: The parameter value "abc" is not a valid encrypted string.`,
  ],
  [`ConvertTo-SecureString 'abcd'`, `System.Security.SecureString`],
  [
    `ConvertTo-SecureString 'x' -Key (1..5)`,
    `error ImportSecureString_InvalidArgument,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand: The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.`,
  ],
  [
    `1..10 | Get-Random -SetSeed 7 -Count 3; 1..10 | Get-Random -Count 20`,
    `2
3
9
5
4
1
3
10
9
8
2
7
6`,
  ],
  [
    `Start-ThreadJob { throw 'x' } | Wait-Job | Receive-Job; 'n'`,
    `n

error JobStateFailed: x`,
  ],
  [
    `Split-Path /; 'n'`,
    `n

error Argument,Microsoft.PowerShell.Commands.SplitPathCommand: Cannot process argument because the value of argument "path" is not valid. Change the value of the "path" argument and run the operation again.`,
  ],
  [
    `Test-Path $null; 'n'`,
    `n

error NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand: Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')`,
  ],
  [
    `Test-Path @(); 'n'`,
    `n

error NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand: Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')`,
  ],
]);
