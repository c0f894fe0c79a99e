import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: CSV', [
  [
    `[pscustomobject]@{A=1;B='x'} | ConvertTo-Csv`,
    `"A","B"
"1","x"`,
  ],
  [
    `[pscustomobject]@{A=1;B='x,"y'} | ConvertTo-Csv -UseQuotes AsNeeded`,
    `A,B
1,"x,""y"`,
  ],
  [
    `[pscustomobject]@{A=1;B='x'} | ConvertTo-Csv -QuoteFields B`,
    `A,"B"
1,"x"`,
  ],
  [
    `[pscustomobject]@{A=1;B='x'} | ConvertTo-Csv -IncludeTypeInformation`,
    `#TYPE System.Management.Automation.PSCustomObject
"A","B"
"1","x"`,
  ],
  [
    `[pscustomobject]@{A=$null;B=''},[pscustomobject]@{A=1} | ConvertTo-Csv`,
    `"A","B"
,""
"1",`,
  ],
  [
    `[pscustomobject]@{A=1.5;B=[datetime]'2024-01-02 03:04:05';C=$true;D=@(1,2);E=@{}} | ConvertTo-Csv`,
    `"A","B","C","D","E"
"1.5","01/02/2024 03:04:05","True","System.Object[]","System.Collections.Hashtable"`,
  ],
  [`[pscustomobject]@{A=1} | ConvertTo-Csv -NoHeader`, `"1"`],
  [
    `[pscustomobject]@{A=1;B=2} | ConvertTo-Csv -Delimiter ';'`,
    `"A";"B"
"1";"2"`,
  ],
  [
    `[ordered]@{a=1;b=2},[ordered]@{a=3;b=4} | ConvertTo-Csv`,
    `"a","b"
"1","2"
"3","4"`,
  ],
  [`1,2 | ConvertTo-Csv`, ``],
  [
    `'a','bb' | ConvertTo-Csv`,
    `"Length"
"1"
"2"`,
  ],
  [
    `$null | ConvertTo-Csv`,
    `error ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.ConvertToCsvCommand: Cannot bind argument to parameter 'InputObject' because it is null.`,
  ],
  [
    '"a`nb" | % { [pscustomobject]@{A=$_} } | ConvertTo-Csv',
    `"A"
"a
b"`,
  ],
  [
    `'a,b','1,2' | ConvertFrom-Csv`,
    `a b
- -
1 2`,
  ],
  [
    `'a,a','1,2' | ConvertFrom-Csv`,
    `error AlreadyPresentPSMemberInfoInternalCollectionAdd,Microsoft.PowerShell.Commands.ConvertFromCsvCommand: The member "a" is already present.`,
  ],
  [
    `'a,,c','1,2,3' | ConvertFrom-Csv`,
    `a H1 c
- -- -
1 2  3


warning: One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.`,
  ],
  [
    `'a,b','1' | ConvertFrom-Csv`,
    `a b
- -
1`,
  ],
  [
    `'a,b','1,2,3' | ConvertFrom-Csv`,
    `a b
- -
1 2`,
  ],
  [
    `'1,2','3,4' | ConvertFrom-Csv -Header x, y`,
    `x y
- -
1 2
3 4`,
  ],
  [
    `'"a ""q""",b','"1
2",3' | ConvertFrom-Csv`,
    `a "q" b
----- -
1…    3`,
  ],
  [
    `'# c','a,b','1,2' | ConvertFrom-Csv`,
    `a b
- -
1 2`,
  ],
  [
    `'#TYPE X.Y','a,b','1,2' | ConvertFrom-Csv | Get-Member | select -First 1 TypeName`,
    `TypeName
--------
X.Y`,
  ],
  [
    `' a , b ',' 1 , 2 ' | ConvertFrom-Csv | ConvertTo-Json`,
    `{
  "a ": "1 ",
  "b ": "2 "
}`,
  ],
  [
    `'a,b','','1,2' | ConvertFrom-Csv`,
    `a b
- -
1 2`,
  ],
  [`'' | ConvertFrom-Csv`, ``],
  [
    `'a;b','1;2' | ConvertFrom-Csv -Delimiter ';'`,
    `a b
- -
1 2`,
  ],
  [
    '"a`tb","1`t2" | ConvertFrom-Csv -Delimiter "`t"',
    `a b
- -
1 2`,
  ],
  [
    `[pscustomobject]@{A=1;B=2} | Export-Csv x.csv; Get-Content x.csv; [pscustomobject]@{A=3;B=4} | Export-Csv x.csv -Append; Get-Content x.csv`,
    `"A","B"
"1","2"
"A","B"
"1","2"
"3","4"`,
  ],
  [
    `[pscustomobject]@{A=1;B=2} | Export-Csv x.csv; [pscustomobject]@{B=3;C=4} | Export-Csv x.csv -Append; Get-Content x.csv`,
    `"A","B"
"1","2"

error CannotAppendCsvWithMismatchedPropertyNames,Microsoft.PowerShell.Commands.ExportCsvCommand: Cannot append CSV content to the following file: x.csv. The appended object does not have a property that corresponds to the following column: A. To continue with mismatched properties, add the -Force parameter, and then retry the command.`,
  ],
  [
    `[pscustomobject]@{A=1;B=2} | Export-Csv x.csv; [pscustomobject]@{B=3;C=4} | Export-Csv x.csv -Append -Force; Get-Content x.csv`,
    `"A","B"
"1","2"
,"3"`,
  ],
  [
    `[pscustomobject]@{A=1} | Export-Csv x.csv; [pscustomobject]@{A=1} | Export-Csv x.csv -NoClobber`,
    `error NoClobber,Microsoft.PowerShell.Commands.ExportCsvCommand: The file '<dir>/x.csv' already exists.`,
  ],
  [
    `[pscustomobject]@{A='ä'} | Export-Csv x.csv -Encoding utf8BOM; [IO.File]::ReadAllBytes("$PWD/x.csv")[0..2]`,
    `239
187
191`,
  ],
  [
    `[pscustomobject]@{A='ä'} | Export-Csv x.csv -Encoding Unicode; Import-Csv x.csv`,
    `A
-
ä`,
  ],
  [
    `Export-Csv -InputObject ([pscustomobject]@{A=1}) -Path x.csv; Get-Content x.csv`,
    `"A"
"1"`,
  ],
  [
    `@() | Export-Csv x.csv; Test-Path x.csv; (Get-Item x.csv).Length`,
    `True
0`,
  ],
  [
    `[pscustomobject]@{A=1} | Export-Csv nope/x.csv; 'n'`,
    `n

error FileOpenFailure,Microsoft.PowerShell.Commands.ExportCsvCommand: Could not find a part of the path '<dir>/nope/x.csv'.`,
  ],
  [
    `[pscustomobject]@{A=1} | Export-Csv; 'n'`,
    `n

error CannotSpecifyPathAndLiteralPath,Microsoft.PowerShell.Commands.ExportCsvCommand: You must specify either the -Path or -LiteralPath parameters, but not both.`,
  ],
  [
    `Import-Csv nope.csv`,
    `error FileOpenFailure,Microsoft.PowerShell.Commands.ImportCsvCommand: Could not find file '<dir>/nope.csv'.`,
  ],
  [
    `Set-Content a.csv 'a,b','1,2'; Set-Content b.csv 'a,b','3,4'; Import-Csv a.csv, b.csv`,
    `a b
- -
1 2
3 4`,
  ],
  [
    `Set-Content a.csv 'a;b','1;2'; Import-Csv a.csv -Delimiter ';'; Import-Csv a.csv -Header q`,
    `a b
- -
1 2`,
  ],
  [`Set-Content a.csv 'a,b','1,2'; Import-Csv *.csv | Measure-Object | % Count`, `1`],
]);
