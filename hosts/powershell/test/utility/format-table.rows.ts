import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Format-Table', [
  [
    'properties',
    `[pscustomobject]@{a=1;b='x'},[pscustomobject]@{a=22;b='yy'} | Format-Table`,
    `
 a b
 - -
 1 x
22 yy
`,
  ],
  [
    '-Property',
    `[pscustomobject]@{a=1;b='x';c=3} | Format-Table -Property c,a`,
    `
c a
- -
3 1
`,
  ],
  [
    '-AutoSize',
    `[pscustomobject]@{Name='x';Value='abc'} | Format-Table -AutoSize`,
    `
Name Value
---- -----
x    abc
`,
  ],
  [
    'calculated properties with width, format and alignment',
    `[pscustomobject]@{n='x';v=3.14159} | Format-Table @{Name='N';Expression={$_.n};Width=6},@{Label='V';Expression='v';FormatString='N2';Align='left';Width=8}`,
    `
N      V
-      -
x      3.14
`,
  ],
  ['-HideTableHeaders', `[pscustomobject]@{a=1;b='x'} | Format-Table -HideTableHeaders`, `1 x`],
  [
    '-Wrap',
    `[pscustomobject]@{a='word '*20;b=1} | Format-Table a,b -Wrap | Out-String -Width 40`,
    `
a
-
word word word word word word word word
word word word word word word word word
word word word word
`,
  ],
  [
    'long values are cut',
    `[pscustomobject]@{a='x'*100;b='y'*100} | Format-Table | Out-String -Width 40`,
    `
a
-
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
`,
  ],
  [
    '-GroupBy',
    `[pscustomobject]@{g=1;b='x'},[pscustomobject]@{g=1;b='y'},[pscustomobject]@{g=2;b='z'} | Format-Table b -GroupBy g`,
    `
   g: 1

b
-
x
y

   g: 2

b
-
z
`,
  ],
  [
    '-GroupBy with a label and a script',
    `1..4 | ForEach-Object { [pscustomobject]@{n=$_} } | Sort-Object { $_.n % 2 } | Format-Table n -GroupBy @{Label='Odd';Expression={ $_.n % 2 -eq 1 }}`,
    `
   Odd: False

n
-
2
4

   Odd: True

n
-
1
3
`,
  ],
  [
    '-RepeatHeader is known',
    `[pscustomobject]@{a=1} | Format-Table -RepeatHeader`,
    `
a
-
1
`,
  ],
  [
    '-Expand Both',
    `,@(1,2) | Format-Table -Expand Both -Property Count`,
    `
The following object supports IEnumerable:

Length         : 2
LongLength     : 2
Rank           : 1
SyncRoot       : {1, 2}
IsReadOnly     : False
IsFixedSize    : True
IsSynchronized : False
Count          : 2

The IEnumerable contains the following 2 objects:
1
2
`,
  ],
  ['-View that is not there', `1 | Format-Table -View nope`, `1`],
  [
    '-View and -Property exclude each other',
    `[pscustomobject]@{a=1} | Format-Table a -View x`,
    `error FormatCannotSpecifyViewAndProperty,Microsoft.PowerShell.Commands.FormatTableCommand: Cmdlet parameters View and Property are mutually exclusive.`,
  ],
  [
    'an unknown key',
    `[pscustomobject]@{a=1} | Format-Table @{bogus=1}`,
    `error DictionaryKeyIllegal,Microsoft.PowerShell.Commands.FormatTableCommand: The bogus key is not valid.`,
  ],
  [
    'null and lists in a column',
    `[pscustomobject]@{a=$null;b=1,2,3,4,5,6} | Format-Table`,
    `
a b
- -
  {1, 2, 3, 4…}
`,
  ],
  [
    'more than ten properties',
    `$o=[ordered]@{}; 1..12 | ForEach-Object { $o["p$_"]=$_ }; [pscustomobject]$o | Format-Table`,
    `
p1 p2 p3 p4 p5 p6 p7 p8 p9 p10
-- -- -- -- -- -- -- -- -- ---
 1  2  3  4  5  6  7  8  9  10
`,
  ],
  [
    '-DisplayError shows what a column could not',
    `[pscustomobject]@{a=1} | Format-Table @{n='x';e={throw 'no'}} -DisplayError`,
    `
x
-
#ERR
`,
  ],
  [
    '-ShowError',
    `[pscustomobject]@{a=1} | Format-Table @{n='x';e={throw 'no'}} -ShowError | Out-String -Stream | Select-Object -First 4`,
    `
x
-
`,
  ],
  [
    '-Force -InputObject',
    `Format-Table -InputObject ([pscustomobject]@{a=1}) -Force`,
    `
a
-
1
`,
  ],
  [
    'booleans, numbers right and text left',
    `[pscustomobject]@{t='text';n=12;b=$true;d=1.5} | Format-Table`,
    `
t     n    b    d
-     -    -    -
text 12 True 1.50
`,
  ],
  [
    'a type with its own view',
    `[version]'1.2.3' | Format-Table`,
    `
Major  Minor  Build  Revision
-----  -----  -----  --------
1      2      3      -1
`,
  ],
  [
    'a hashtable',
    `@{a=1} | Format-Table`,
    `
Name                           Value
----                           -----
a                              1
`,
  ],
]);
