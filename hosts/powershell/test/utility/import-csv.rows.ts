import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Import-Csv', [
  [
    'reads what Export-Csv wrote',
    `[pscustomobject]@{a=1;b="x\`ny";c='q"'},[pscustomobject]@{a=2} | Export-Csv x.csv; Import-Csv x.csv | Format-List`,
    `
a : 1
b : x
    y
c : q"

a : 2
b :
c :
`,
  ],
  [
    '-Path -Delimiter',
    `[IO.File]::WriteAllText("$pwd/x.csv","a;b\`n1;2\`n"); Import-Csv -Path x.csv -Delimiter ';'`,
    `
a b
- -
1 2
`,
  ],
  [
    '-Header',
    `[IO.File]::WriteAllText("$pwd/x.csv","1,2\`n"); Import-Csv x.csv -Header a,b`,
    `
a b
- -
1 2
`,
  ],
  [
    'several files, by wildcard',
    `[IO.File]::WriteAllText("$pwd/x.csv","a\`n1\`n"); [IO.File]::WriteAllText("$pwd/y.csv","a\`n2\`n"); Import-Csv *.csv`,
    `error ReadWriteMultipleFilesNotSupported,Microsoft.PowerShell.Commands.ImportCsvCommand: Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files.`,
  ],
  [
    'a file that is not there',
    `Import-Csv nope.csv`,
    `error FileOpenFailure,Microsoft.PowerShell.Commands.ImportCsvCommand: Could not find file '<dir>/nope.csv'.`,
  ],
  [
    'from the pipeline',
    `[IO.File]::WriteAllText("$pwd/x.csv","a\`n1\`n"); 'x.csv' | Import-Csv`,
    `
a
-
1
`,
  ],
  [
    '-Encoding',
    `[IO.File]::WriteAllBytes("$pwd/x.csv",[byte[]](97,10,228,10)); Import-Csv x.csv -Encoding latin1`,
    `
a
-
ä
`,
  ],
  [
    'a byte order mark',
    `[IO.File]::WriteAllText("$pwd/x.csv","a\`nä\`n",[Text.Encoding]::Unicode); Import-Csv x.csv`,
    `
a
-
ä
`,
  ],
  [
    '-LiteralPath -UseCulture',
    `[IO.File]::WriteAllText("$pwd/x[1].csv","a,b\`n1,2\`n"); Import-Csv -LiteralPath 'x[1].csv' -UseCulture`,
    `
a b
- -
1 2
`,
  ],
  ['an empty file', `[IO.File]::WriteAllText("$pwd/x.csv",""); Import-Csv x.csv`, ``],
  [
    'type information',
    `[pscustomobject]@{a=1} | Export-Csv x.csv -IncludeTypeInformation; (Import-Csv x.csv).pstypenames`,
    `
System.Management.Automation.PSCustomObject
CSV:System.Management.Automation.PSCustomObject
`,
  ],
  [
    "the W3C log format's fields",
    `[IO.File]::WriteAllText("$pwd/x.log","#Software: x\`n#Fields: a b\`n1 2\`n"); Import-Csv x.log -Delimiter ' '`,
    ``,
  ],
]);
