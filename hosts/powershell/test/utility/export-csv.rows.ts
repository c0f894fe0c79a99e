import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Export-Csv', [
  [
    'writes a file without type information',
    `[pscustomobject]@{a=1;b='x'} | Export-Csv x.csv; [IO.File]::ReadAllText("$pwd/x.csv") -replace "\`r",'\\r' -replace "\`n",'\\n'`,
    `"a","b"\\n"1","x"\\n`,
  ],
  [
    '-Path -NoTypeInformation -Encoding UTF8',
    `[pscustomobject]@{a='ä'} | Export-Csv -Path x.csv -NoTypeInformation -Encoding UTF8; [IO.File]::ReadAllBytes("$pwd/x.csv") -join ' '`,
    `34 97 34 10 34 195 164 34 10`,
  ],
  [
    '-Encoding utf8BOM',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -Encoding utf8BOM; [IO.File]::ReadAllBytes("$pwd/x.csv") -join ' '`,
    `239 187 191 34 97 34 10 34 49 34 10`,
  ],
  [
    '-Encoding unicode',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -Encoding unicode; [IO.File]::ReadAllBytes("$pwd/x.csv") -join ' '`,
    `255 254 34 0 97 0 34 0 10 0 34 0 49 0 34 0 10 0`,
  ],
  [
    '-Append adds lines without a header',
    `[pscustomobject]@{a=1;b=2} | Export-Csv x.csv; [pscustomobject]@{b=4;a=3} | Export-Csv x.csv -Append; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a","b"
"1","2"
"3","4"
`,
  ],
  [
    '-Append to a file that is not there writes the header',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -Append -NoTypeInformation; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"1"
`,
  ],
  [
    '-Append of an object that lacks a column is an error',
    `[pscustomobject]@{a=1;b=2} | Export-Csv x.csv; [pscustomobject]@{a=3} | Export-Csv x.csv -Append; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a","b"
"1","2"

error CannotAppendCsvWithMismatchedPropertyNames,Microsoft.PowerShell.Commands.ExportCsvCommand: Cannot append CSV content to the following file: x.csv. The appended object does not have a property that corresponds to the following column: b. To continue with mismatched properties, add the -Force parameter, and then retry the command.
`,
  ],
  [
    '-Append -Force leaves the column empty',
    `[pscustomobject]@{a=1;b=2} | Export-Csv x.csv; [pscustomobject]@{a=3} | Export-Csv x.csv -Append -Force; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a","b"
"1","2"
"3",
`,
  ],
  [
    '-Append drops properties that are no columns',
    `[pscustomobject]@{a=1} | Export-Csv x.csv; [pscustomobject]@{a=3;z=9} | Export-Csv x.csv -Append; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"1"
"3"
`,
  ],
  [
    '-NoClobber',
    `[pscustomobject]@{a=1} | Export-Csv x.csv; [pscustomobject]@{a=2} | Export-Csv x.csv -NoClobber; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"1"

error NoClobber,Microsoft.PowerShell.Commands.ExportCsvCommand: The file '<dir>/x.csv' already exists.
`,
  ],
  [
    '-Delimiter',
    `[pscustomobject]@{a=1;b=2} | Export-Csv x.csv -Delimiter ';'; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a";"b"
"1";"2"
`,
  ],
  [
    '-UseQuotes',
    `[pscustomobject]@{a=1;b='x,y'} | Export-Csv x.csv -UseQuotes AsNeeded; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
a,b
1,"x,y"
`,
  ],
  [
    '-QuoteFields',
    `[pscustomobject]@{a=1;b='x'} | Export-Csv x.csv -QuoteFields b; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
a,"b"
1,"x"
`,
  ],
  [
    '-IncludeTypeInformation',
    `[pscustomobject]@{a=1;b='x'} | Export-Csv x.csv -IncludeTypeInformation; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
#TYPE System.Management.Automation.PSCustomObject
"a","b"
"1","x"
`,
  ],
  [
    '-WhatIf writes nothing',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -WhatIf; [IO.File]::Exists("$pwd/x.csv")`,
    `False`,
  ],
  [
    'a folder that is not there',
    `[pscustomobject]@{a=1} | Export-Csv nope/x.csv`,
    `error FileOpenFailure,Microsoft.PowerShell.Commands.ExportCsvCommand: Could not find a part of the path '<dir>/nope/x.csv'.`,
  ],
  [
    'no path',
    `[pscustomobject]@{a=1} | Export-Csv`,
    `error CannotSpecifyPathAndLiteralPath,Microsoft.PowerShell.Commands.ExportCsvCommand: You must specify either the -Path or -LiteralPath parameters, but not both.`,
  ],
  [
    '-LiteralPath',
    `[pscustomobject]@{a=1} | Export-Csv -LiteralPath 'x[1].csv'; [IO.File]::ReadAllLines("$pwd/x[1].csv")`,
    `
"a"
"1"
`,
  ],
  [
    '-UseCulture -NoHeader',
    `[pscustomobject]@{a=1;b=2} | Export-Csv x.csv -UseCulture -NoHeader; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `"1","2"`,
  ],
  [
    '-Force overwrites a read-only file',
    `[pscustomobject]@{a=1} | Export-Csv x.csv; ([IO.FileInfo]"$pwd/x.csv").IsReadOnly = $true; [pscustomobject]@{a=2} | Export-Csv x.csv -Force; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"2"
`,
  ],
  [
    '-InputObject',
    `Export-Csv x.csv -InputObject ([pscustomobject]@{a=1}); [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"1"
`,
  ],
  [
    'selected properties of many',
    `1..3 | Select-Object @{n='n';e={$_}},@{n='sq';e={$_*$_}} | Export-Csv x.csv -NoTypeInformation; Import-Csv x.csv`,
    `
n sq
- --
1 1
2 4
3 9
`,
  ],
  [
    'a prefix of -NoTypeInformation',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -NoType; [IO.File]::ReadAllLines("$pwd/x.csv")`,
    `
"a"
"1"
`,
  ],
]);
