import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Format-List', [
  [
    'properties',
    `[pscustomobject]@{a=1;longer='x'} | Format-List`,
    `
a      : 1
longer : x
`,
  ],
  [
    '-Property with a wildcard',
    `[pscustomobject]@{ab=1;ac=2;d=3} | Format-List -Property a*`,
    `
ab : 1
ac : 2
`,
  ],
  [
    'all properties',
    `[version]'1.2' | Format-List *`,
    `
Major         : 1
Minor         : 2
Build         : -1
Revision      : -1
MajorRevision : -1
MinorRevision : -1
`,
  ],
  [
    'calculated properties',
    `[pscustomobject]@{a=1} | Format-List @{n='Twice';e={$_.a*2}},@{Label='F';Expression='a';FormatString='000'}`,
    `
Twice : 2
F     : 001
`,
  ],
  [
    'long values wrap',
    `[pscustomobject]@{a='word '*15} | Format-List | Out-String -Width 40`,
    `
a : word word word word word word word w
    ord word word word word word word wo
    rd
`,
  ],
  [
    '-GroupBy',
    `[pscustomobject]@{g=1;b='x'},[pscustomobject]@{g=2;b='z'} | Format-List b -GroupBy g`,
    `
   g: 1

b : x


   g: 2

b : z
`,
  ],
  [
    'several objects',
    `1..2 | ForEach-Object { [pscustomobject]@{n=$_} } | Format-List`,
    `
n : 1

n : 2
`,
  ],
  ['lists of values', `[pscustomobject]@{l=1..6} | Format-List`, `l : {1, 2, 3, 4…}`],
  [
    '$FormatEnumerationLimit',
    `$FormatEnumerationLimit = 2; [pscustomobject]@{l=1..6} | Format-List`,
    `l : {1, 2…}`,
  ],
]);
