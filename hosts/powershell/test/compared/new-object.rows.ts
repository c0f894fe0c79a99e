import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: New-Object and Add-Member', [
  [
    `Compare-Object 1,2,3,4,5 5,4,3,2,1 -SyncWindow 0`,
    `InputObject SideIndicator
----------- -------------
          5 =>
          1 <=
          4 =>
          2 <=
          2 =>
          4 <=
          1 =>
          5 <=`,
  ],
  [`Compare-Object @([pscustomobject]@{N='a'}) @([pscustomobject]@{N='b'})`, ``],
  [
    `1,1,2,2,1 | Get-Unique`,
    `1
2
1`,
  ],
  [
    `'a','A','b' | Get-Unique`,
    `a
A
b`,
  ],
  [
    `'a','A','b' | Get-Unique -CaseInsensitive`,
    `a
b`,
  ],
  [
    `'a',1 | Get-Unique -OnType`,
    `a
1`,
  ],
  [
    `'a','b' | Get-Unique -AsString`,
    `a
b`,
  ],
  [`1..3 | Join-String -Separator ','`, `1,2,3`],
  [`1..3 | Join-String -Separator ',' -SingleQuote -OutputPrefix '(' -OutputSuffix ')'`, `('1','2','3')`],
  [`[pscustomobject]@{A=1},[pscustomobject]@{A=2} | Join-String A -Separator ';' -DoubleQuote`, `"1";"2"`],
  [`1..3 | Join-String -FormatString '<{0:d2}>'`, `<01><02><03>`],
  [
    '1..3 | Join-String { $_ * 2 } -Separator "`n"',
    `2
4
6`,
  ],
  [`$ofs = '-'; 1..3 | Join-String`, `1-2-3`],
  [
    `1..3 | Tee-Object -Variable v | Out-Null; $v`,
    `1
2
3`,
  ],
  [
    `1..3 | Tee-Object -FilePath t.txt; Get-Content t.txt`,
    `1
2
3
1
2
3`,
  ],
  [
    `1..3 | ForEach-Object -Begin {'b'} -Process {$_} -End {'e'}`,
    `b
1
2
3
e`,
  ],
  [
    `'a','b' | ForEach-Object ToUpper`,
    `A
B`,
  ],
  [
    `1..4 | Where-Object { $_ -gt 2 }`,
    `3
4`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{A=2} | Where-Object A -eq 2`,
    `A
-
2`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{A=2} | Where-Object -Property A -in 1,3`,
    `A
-
1`,
  ],
  [
    `New-Object PSObject -Property @{A=1}`,
    `A
-
1`,
  ],
  [`New-Object -TypeName System.Collections.ArrayList | % { $_.GetType().Name }`, `ArrayList`],
  [
    `New-Object System.Version 1,2`,
    `Major  Minor  Build  Revision
-----  -----  -----  --------
1      2      -1     -1`,
  ],
  [
    `New-Object 'System.Collections.Generic.List[string]' | % { $_.GetType().FullName }`,
    'System.Collections.Generic.List`1[[System.String, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]]',
  ],
  [
    `New-Object nope.type`,
    `error TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand: Cannot find type [nope.type]: verify that the assembly containing this type is loaded.`,
  ],
  [
    `New-Object System.Uri -ArgumentList 'x'`,
    `error ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand: Exception calling ".ctor" with "1" argument(s): "Invalid URI: The format of the URI could not be determined."`,
  ],
  [
    `New-Object -TypeName PSObject -Property ([ordered]@{B=1;A=2})`,
    `B A
- -
1 2`,
  ],
  [`New-Object DateTime 2024,1,2`, `Tuesday, 02 January 2024 00:00:00`],
  [
    `New-Object int[] 3`,
    `0
0
0`,
  ],
  [`New-Object System.Net.WebClient -Property @{ BaseAddress = 'http://a/' } | % BaseAddress`, `http://a/`],
  [
    `New-Object System.Net.WebClient -Property @{ Nope = 1 }`,
    `error InvalidOperationException,Microsoft.PowerShell.Commands.NewObjectCommand: The member "Nope" was not found for the specified .NET object.`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member B 2; $o`,
    `A B
- -
1 2`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member -NotePropertyMembers @{X=1} ; $o`,
    `A X
- -
1 1`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member -MemberType ScriptProperty -Name Z -Value { $this.A + 1 }; $o; $o.Z`,
    `A Z
- -
1 2
2`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member -MemberType ScriptMethod -Name M -Value { param($x) $this.A + $x }; $o.M(4)`,
    `5`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member -MemberType AliasProperty -Name Q -Value A; $o.Q; $o`,
    `1

A Q
- -
1 1`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member A 3`,
    `error MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand: Cannot add a member with the name "A" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member A 3 -Force; $o`,
    `A
-
3`,
  ],
  [
    `$o = [pscustomobject]@{A=1}; $o | Add-Member B 3 -PassThru`,
    `A B
- -
1 3`,
  ],
  [`$o = [pscustomobject]@{A=1} | Add-Member -TypeName My.Type -PassThru; $o.PSTypeNames[0]`, `My.Type`],
]);
