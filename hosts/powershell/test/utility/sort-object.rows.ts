import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Sort-Object', [
  [
    'letters in any case',
    `'b','a','C' | sort-object`,
    `
a
b
C
`,
  ],
  [
    '-CaseSensitive',
    `'b','a','C','c' | sort-object -casesensitive`,
    `
C
a
b
c
`,
  ],
  [
    "mixed types by the first one's type",
    `10,9,'8',7.5 | sort-object`,
    `
7.5
9
10
8
`,
  ],
  [
    '-Descending',
    `10,9,100 | sort-object -desc`,
    `
100
10
9
`,
  ],
  [
    'text sorts as text',
    `'10','9','100' | sort-object`,
    `
10
100
9
`,
  ],
  [
    'a script block sorts text as numbers',
    `'10','9','100' | sort-object {[int]$_}`,
    `
9
10
100
`,
  ],
  [
    '-Unique',
    `1,2,1,3,2 | sort-object -unique`,
    `
1
2
3
`,
  ],
  [
    '-Unique takes case as equal',
    `'a','A','b' | sort-object -unique`,
    `
a
b
`,
  ],
  [
    'several properties',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | sort-object v,n`,
    `
n v
- -
z 1
a 2
x 2
`,
  ],
  [
    'hashtables with their own direction',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | sort-object @{e='v';descending=$true},@{expression={$_.n};ascending=$true}`,
    `
n v
- -
a 2
x 2
z 1
`,
  ],
  [
    'what lacks the property comes last',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a'},[pscustomobject]@{n='z';v=1} | sort-object v | % n`,
    `
z
x
a
`,
  ],
  [
    '-Descending, and what lacks the property still comes last',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a'},[pscustomobject]@{n='z';v=1} | sort-object v -desc | % n`,
    `
x
z
a
`,
  ],
  [
    'null comes first',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=$null},[pscustomobject]@{n='z';v=1} | sort-object v | % n`,
    `
a
z
x
`,
  ],
  [
    'a property that nobody has changes nothing',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2} | sort-object nope`,
    `
n v
- -
x 2
a 2
`,
  ],
  [
    '-Top',
    `5,3,9,1 | sort-object -top 2`,
    `
1
3
`,
  ],
  [
    '-Bottom',
    `5,3,9,1 | sort-object -bottom 2`,
    `
5
9
`,
  ],
  [
    '-Descending -Top',
    `5,3,9,1 | sort-object -desc -top 2`,
    `
9
5
`,
  ],
  [
    'custom objects without a property stay as they are',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=1} | sort-object | % n`,
    `
x
a
`,
  ],
  [
    'a hashtable key that does not exist',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=1} | sort-object @{v=1}`,
    `error DictionaryKeyIllegal,Microsoft.PowerShell.Commands.SortObjectCommand: The v key is not valid.`,
  ],
  [
    '-Property -Unique gives one object a key',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=1},[pscustomobject]@{n='a';v=5} | sort-object n -unique | % v`,
    `
1
2
`,
  ],
  [
    'booleans',
    `$true,$false,$true | sort-object`,
    `
False
True
True
`,
  ],
  [
    'dates',
    `[datetime]'2020-01-02',[datetime]'2019-01-02' | sort-object | % year`,
    `
2019
2020
`,
  ],
  [
    'entries of a hashtable by value',
    `@{b=1;a=2;c=0}.GetEnumerator() | sort-object value | % key`,
    `
c
b
a
`,
  ],
  [
    'entries of a hashtable by their default key',
    `@{b=1;a=2;c=0}.GetEnumerator() | sort-object | % key`,
    `
a
b
c
`,
  ],
  [
    '-InputObject is one object',
    `sort-object -input 3,1,2`,
    `
3
1
2
`,
  ],
  [
    '-Property by its name',
    `[pscustomobject]@{n=2},[pscustomobject]@{n=1} | Sort-Object -Property n | ForEach-Object n`,
    `
1
2
`,
  ],
]);
