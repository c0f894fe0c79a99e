import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Select-Object', [
  [
    'names and calculated properties; what is missing is empty',
    `[pscustomobject]@{a=1;b=2} | select a, @{n='c';e={$_.b+1}}, zz`,
    `
a c zz
- - --
1 3
`,
  ],
  [
    "the result's type name says it was selected",
    `([pscustomobject]@{a=1} | select a).pstypenames`,
    `
Selected.System.Management.Automation.PSCustomObject
System.Management.Automation.PSCustomObject
System.Object
`,
  ],
  [
    '-First',
    `1..10 | select -first 3`,
    `
1
2
3
`,
  ],
  [
    '-Last',
    `1..10 | select -last 3`,
    `
8
9
10
`,
  ],
  [
    '-Skip with -First',
    `1..10 | select -skip 3 -first 2`,
    `
4
5
`,
  ],
  [
    '-Skip with -Last counts from the end',
    `1..10 | select -skip 3 -last 2`,
    `
6
7
`,
  ],
  [
    '-First and -Last together',
    `1..10 | select -first 2 -last 2`,
    `
1
2
9
10
`,
  ],
  [
    '-Skip with -First and -Last counts from the start',
    `1..10 | select -first 2 -last 2 -skip 1`,
    `
2
3
9
10
`,
  ],
  [
    '-SkipLast',
    `1..10 | select -skiplast 7`,
    `
1
2
3
`,
  ],
  [
    '-SkipLast with -Skip',
    `1..10 | select -skiplast 4 -skip 2`,
    `
3
4
5
6
`,
  ],
  [
    '-Index gives each place once, in the order of the input',
    `1..10 | select -index 8,1,1`,
    `
2
9
`,
  ],
  [
    '-SkipIndex',
    `1..10 | select -skipindex 0,1,2,3,4,5`,
    `
7
8
9
10
`,
  ],
  [
    '-Unique tells case apart',
    `1,2,'a','A',2,1 | select -unique`,
    `
1
2
a
A
`,
  ],
  [
    '-Unique -CaseInsensitive',
    `1,2,'a','A',2,1 | select -unique -caseinsensitive`,
    `
1
2
a
`,
  ],
  [
    '-Unique compares the chosen properties',
    `[pscustomobject]@{a=1;b='x'},[pscustomobject]@{a=1;b='y'},[pscustomobject]@{a=1;b='x'} | select a,b -unique`,
    `
a b
- -
1 x
1 y
`,
  ],
  [
    '-Unique alone holds all custom objects for equal',
    `[pscustomobject]@{a=1;b='x'},[pscustomobject]@{a=1;b='y'} | select -unique`,
    `
a b
- -
1 x
`,
  ],
  [
    '-ExpandProperty gives a list element by element',
    `[pscustomobject]@{a=1,2,3;b='x'} | select -expand a`,
    `
1
2
3
`,
  ],
  [
    '-ExpandProperty with -Property adds the properties to each element',
    `[pscustomobject]@{a=1,2,3;b='x'} | select b -expand a | % { "$_ $($_.b)" }`,
    `
1 x
2 x
3 x
`,
  ],
  [
    '-ExpandProperty of a missing property is an error that ends nothing',
    `[pscustomobject]@{a=1} | select -expand zz`,
    `error ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand: Property "zz" cannot be found.`,
  ],
  [
    '-ExpandProperty of null gives nothing',
    `[pscustomobject]@{a=$null} | select -expand a | measure | % count`,
    `0`,
  ],
  [
    '-ExpandProperty refuses to add what is there already',
    `[pscustomobject]@{a=[pscustomobject]@{c=1;b=3};b='x'} | select b,b -expand a`,
    `
c b
- -
1 3


error AlreadyExistingUserSpecifiedPropertyExpand,Microsoft.PowerShell.Commands.SelectObjectCommand: The property cannot be processed because the property "b" already exists.
error AlreadyExistingUserSpecifiedPropertyExpand,Microsoft.PowerShell.Commands.SelectObjectCommand: The property cannot be processed because the property "b" already exists.
`,
  ],
  [
    'a property named twice is an error, and there once',
    `[pscustomobject]@{a=1;b=2} | select a,a`,
    `
a
-
1


error AlreadyExistingUserSpecifiedPropertyNoExpand,Microsoft.PowerShell.Commands.SelectObjectCommand: The property cannot be processed because the property "a" already exists.
`,
  ],
  [
    'a wildcard',
    `[pscustomobject]@{a=1;b=2;ab=3} | select a*`,
    `
a ab
- --
1  3
`,
  ],
  [
    '-ExcludeProperty beside a wildcard',
    `[pscustomobject]@{a=1;b=2;ab=3} | select * -exclude b`,
    `
a ab
- --
1  3
`,
  ],
  [
    '-ExcludeProperty alone means all others',
    `[pscustomobject]@{a=1;b=2;ab=3} | select -exclude b`,
    `
a ab
- --
1  3
`,
  ],
  [
    '-ExcludeProperty wins over a name',
    `[pscustomobject]@{a=1;b=2;ab=3} | select a,b -exclude b`,
    `
a
-
1
`,
  ],
  ['a wildcard that finds nothing gives an empty object', `[pscustomobject]@{a=1;b=2;ab=3} | select z*`, ``],
  [
    'an unknown key of a calculated property',
    `[pscustomobject]@{a=1;b=2} | select @{bogus='x';e='b'}`,
    `error DictionaryKeyIllegal,Microsoft.PowerShell.Commands.SelectObjectCommand: The bogus key is not valid.`,
  ],
  [
    'a calculated property without expression',
    `[pscustomobject]@{a=1;b=2} | select @{n='x'}`,
    `error DictionaryKeyMandatoryEntry,Microsoft.PowerShell.Commands.SelectObjectCommand: A mandatory entry for expression is missing.`,
  ],
  [
    'an empty calculated property',
    `[pscustomobject]@{a=1;b=2} | select @{}`,
    `error DictionaryKeyMandatoryEntry,Microsoft.PowerShell.Commands.SelectObjectCommand: A mandatory entry for expression is missing.`,
  ],
  [
    'Label and Expression, an expression that throws, a bare script block',
    `[pscustomobject]@{a=1;b=2} | select @{label='x';expression='b'},@{N='y';E={throw 'no'}},{$_.a*5}`,
    `
x y $_.a*5
- - ------
2        5
`,
  ],
  [
    'the entries of a hashtable are properties',
    `@{a=1;b=2} | select a`,
    `
a
-
1
`,
  ],
  [
    '-First stops what comes before, whose end block does not run',
    `1..3 | % { "up $_"; $_ } -end {'never'} | select -first 1`,
    `up 1`,
  ],
  [
    '-First stops the pipeline at the first object',
    `1..3 | % { [Console]::Error.Write(''); $global:n++; $_ } | select -first 1; $n`,
    `
1
1
`,
  ],
  [
    '-Wait lets the pipeline go on',
    `1..3 | % { $global:n++; $_ } | select -first 1 -wait; $n`,
    `
1
3
`,
  ],
  ['-First 0 gives nothing', `1..3 | select -first 0`, ``],
  [
    'properties of text',
    `'abc' | select length`,
    `
Length
------
     3
`,
  ],
  [
    'all properties and a calculated one',
    `$x = [pscustomobject]@{a=1;b='x'} | select *,@{n='n';e={'new'}}; $x`,
    `
a b n
- - -
1 x new
`,
  ],
  [
    '-Property by name, with a name that has a space',
    `[pscustomobject]@{a=1;b='x'} | select -property @{n='a b';e={$_.a}} | % 'a b'`,
    `1`,
  ],
  [
    '-InputObject is one object',
    `select -input 1,2,3 -first 1`,
    `
1
2
3
`,
  ],
]);
