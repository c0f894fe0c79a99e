import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertFrom-Csv', [
  [
    'lines',
    `'a,b','1,2','3,4' | ConvertFrom-Csv`,
    `
a b
- -
1 2
3 4
`,
  ],
  [
    'quoted values',
    `'"a","b"','"1,1","2""2"' | ConvertFrom-Csv | Format-List`,
    `
a : 1,1
b : 2"2
`,
  ],
  [
    '-Delimiter',
    `'a;b','1;2' | ConvertFrom-Csv -Delimiter ';'`,
    `
a b
- -
1 2
`,
  ],
  [
    'a tab as delimiter',
    `"a\`tb","1\`t2" | ConvertFrom-Csv -Delimiter "\`t"`,
    `
a b
- -
1 2
`,
  ],
  [
    '-Header',
    `'1,2','3,4' | ConvertFrom-Csv -Header x,y`,
    `
x y
- -
1 2
3 4
`,
  ],
  [
    '-Header with fewer names drops the rest',
    `'1,2','3,4' | ConvertFrom-Csv -Header x`,
    `
x
-
1
3
`,
  ],
  [
    '-Header with more names leaves null',
    `'1,2' | ConvertFrom-Csv -Header x,y,z | % { $null -eq $_.z }`,
    `True`,
  ],
  [
    'one text of several lines',
    `"a,b\`n1,2\`r\`n3,4" | ConvertFrom-Csv`,
    `
a b
- -
1 2
3 4
`,
  ],
  [
    'a value of several lines',
    `"a,b\`n1,\`"x\`ny\`"" | ConvertFrom-Csv | Format-List`,
    `
a : 1
b : x
    y
`,
  ],
  [
    'blanks around values',
    `'a, b ,c',' 1 , 2 ,"3 "' | ConvertFrom-Csv | % { $_.psobject.properties | % { "[$($_.name)]=[$($_.value)]" } }`,
    `
[a]=[1 ]
[b ]=[2 ]
[c]=[3 ]
`,
  ],
  [
    'a quote inside a value',
    `'a,b','x"y,z"' | ConvertFrom-Csv | Format-List`,
    `
a : x"y
b : z"
`,
  ],
  [
    'text after a closing quote',
    `'a,b','"x"y,2' | ConvertFrom-Csv | Format-List`,
    `
a : xy
b : 2
`,
  ],
  [
    'a missing name of a column',
    `'a,,c','1,2,3' | ConvertFrom-Csv`,
    `
a H1 c
- -- -
1 2  3


warning: One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.
`,
  ],
  [
    'a repeated name of a column',
    `'a,a','1,2' | ConvertFrom-Csv`,
    `error AlreadyPresentPSMemberInfoInternalCollectionAdd,Microsoft.PowerShell.Commands.ConvertFromCsvCommand: The member "a" is already present.`,
  ],
  [
    'type information',
    `'#TYPE My.Thing','a','1' | ConvertFrom-Csv | % { $_.pstypenames }`,
    `
My.Thing
CSV:My.Thing
`,
  ],
  ['empty lines', `'a,b','','1,2','' | ConvertFrom-Csv | Measure-Object | % Count`, `1`],
  [
    'missing values are null, empty ones are empty',
    `$x = 'a,b,c','1,' | ConvertFrom-Csv; $x.b -eq ''; $null -eq $x.c`,
    `
False
True
`,
  ],
  ['only a header gives nothing', `'a,b' | ConvertFrom-Csv`, ``],
  [
    '-UseCulture',
    `'a,b','1,2' | ConvertFrom-Csv -UseCulture`,
    `
a b
- -
1 2
`,
  ],
  [
    '-InputObject',
    `ConvertFrom-Csv -InputObject 'a,b','1,2'`,
    `
a b
- -
1 2
`,
  ],
  ['values are text', `('a','1' | ConvertFrom-Csv).a.GetType().Name`, `String`],
  [
    'a comment line of data',
    `'a','#x','1' | ConvertFrom-Csv`,
    `
a
-
1
`,
  ],
  [
    'round trip',
    `[pscustomobject]@{a=1;b="x\`ny";c='q"'} | ConvertTo-Csv | ConvertFrom-Csv | Format-List`,
    `
a : 1
b : x
    y
c : q"
`,
  ],
  [
    'blanks after and inside values',
    `'a,b,c,d','x y z  ,"q"  ,m  n,"q" z ' | ConvertFrom-Csv | % { $_.psobject.properties | % { "[$($_.value)]" } }`,
    `
[x y z  ]
[q]
[m  n]
[q z ]
`,
  ],
  [
    'an empty quoted value alone on its line',
    `'a','""','x' | ConvertFrom-Csv | Measure-Object | % Count`,
    `1`,
  ],
  [
    'a trailing delimiter',
    `"a,b,c\`n1,\`n2,,\`n3,,9" | ConvertFrom-Csv | % { "[$($_.a)] $($null -eq $_.b) $($null -eq $_.c)" }`,
    `
[1] False True
[2] False False
[3] False False
`,
  ],
  [
    'lines of comment before the header',
    `'#x','#y','a','1' | ConvertFrom-Csv`,
    `
a
-
1
`,
  ],
  ['the field line of a W3C log', `'#Software: x','#Fields: a b','1 2' | ConvertFrom-Csv -Delimiter ' '`, ``],
  [
    'the field line of a W3C log, with commas',
    `"#Version: 1\`n#Fields: a,b\`n1,2" | ConvertFrom-Csv`,
    `
a b
- -
1 2
`,
  ],
  [
    'comments among the data',
    `'a,b','#x,1','1,2' | ConvertFrom-Csv`,
    `
a b
- -
1 2
`,
  ],
  [
    'comments with -Header',
    `'#x','1' | ConvertFrom-Csv -Header a`,
    `
a
-
1
`,
  ],
  [
    'more values than columns',
    `'a','1,2,3' | ConvertFrom-Csv`,
    `
a
-
1
`,
  ],
  [
    'a header in quotes with a line end',
    `"\`"a\`nb\`",c\`n1,2" | ConvertFrom-Csv | % { $_.psobject.properties.name.length }`,
    `2`,
  ],
  [
    'a repeated header name with -Header',
    `'1,2' | ConvertFrom-Csv -Header a,a`,
    `error AlreadyPresentPSMemberInfoInternalCollectionAdd,Microsoft.PowerShell.Commands.ConvertFromCsvCommand: The member "a" is already present.`,
  ],
  [
    'CRLF inside a quoted value is kept',
    `"a\`r\`n\`"x\`r\`ny\`"\`r\`n" | ConvertFrom-Csv | % { $_.a.length }`,
    `4`,
  ],
  [
    'a quote that never closes',
    `"a,b\`n\`"x,1\`n2,3" | ConvertFrom-Csv | Format-List`,
    `
a : x,1
    2,3
b :
`,
  ],
  [
    'a multi-line value over several pipeline objects',
    `'a,b','1,"x','y"' | ConvertFrom-Csv | Format-List`,
    `
a : 1
b : x

a : y"
b :
`,
  ],
  [
    'missing names get numbers in turn',
    `',,x','1,2,3' | ConvertFrom-Csv -WarningAction SilentlyContinue`,
    `
H1 H2 x
-- -- -
1  2  3
`,
  ],
  [
    'a quoted value that starts like a comment',
    `'a,b','"#x",1','1,2' | ConvertFrom-Csv`,
    `
a  b
-  -
#x 1
1  2
`,
  ],
  [
    'a value of one quote',
    `'a,b',' "q q" ,z' | ConvertFrom-Csv`,
    `
a   b
-   -
q q z
`,
  ],
]);
