import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Group-Object', [
  [
    'equal values, sorted by value',
    `'b','a','b','c' | group-object`,
    `
Count Name                      Group
----- ----                      -----
    1 a                         {a}
    2 b                         {b, b}
    1 c                         {c}
`,
  ],
  [
    '-CaseSensitive -NoElement',
    `'b','a','B','c' | group-object -casesensitive -noelement`,
    `
Count Name
----- ----
    1 B
    1 a
    1 b
    1 c
`,
  ],
  [
    'by a property',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | group-object v`,
    `
Count Name                      Group
----- ----                      -----
    1 1                         {@{n=z; v=1}}
    2 2                         {@{n=x; v=2}, @{n=a; v=2}}
`,
  ],
  [
    'by several properties, whose values make the name',
    `[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | group-object v,n | % name`,
    `
1, z
2, a
2, x
`,
  ],
  [
    "-AsHashTable has keys of the values' type",
    `$h=[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | group-object v -ashashtable; $h[2]; $h.keys | sort-object | % { "$_ $($_.gettype().name)" }`,
    `
n v
- -
x 2
a 2
1 Int32
2 Int32
`,
  ],
  [
    '-AsHashTable -AsString has text as keys',
    `$h=[pscustomobject]@{n='x';v=2},[pscustomobject]@{n='a';v=2},[pscustomobject]@{n='z';v=1} | group-object v -ashashtable -asstring; $h.'2'.count; $h['1'].gettype().name;$h['1']`,
    `
2
Collection\`1

n v
- -
z 1
`,
  ],
  [
    'by a script block',
    `1..5 | group-object { $_ % 2 } | select name,count,@{n='g';e={$_.group -join ','}}`,
    `
Name Count g
---- ----- -
0        2 2,4
1        3 1,3,5
`,
  ],
  [
    'by a calculated property',
    `1..5 | group-object -property @{e={ $_ % 2 -eq 0}} -noelement`,
    `
Count Name
----- ----
    3 False
    2 True
`,
  ],
  [
    'all properties of a group',
    `'a' | group-object | fl *`,
    `
Values : {a}
Count  : 1
Group  : {a}
Name   : a
`,
  ],
  [
    'a group is a collection',
    `('a' | group-object).group.gettype().fullname`,
    `System.Collections.ObjectModel.Collection\`1[[System.Management.Automation.PSObject, System.Management.Automation, Version=7.6.0.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]`,
  ],
  [
    '-NoElement has the same properties',
    `'a' | group-object -noelement | get-member -membertype property | % name`,
    `
Count
Group
Name
Values
`,
  ],
  [
    'what lacks the property is a group as well',
    `[pscustomobject]@{a=1},[pscustomobject]@{b=1} | group-object a`,
    `
Count Name                      Group
----- ----                      -----
    1 1                         {@{a=1}}
    1                           {@{b=1}}
`,
  ],
  [
    'null has an empty name',
    `[pscustomobject]@{a=$null},[pscustomobject]@{a=1} | group-object a | % { "[$($_.name)] $($_.count)" }`,
    `
[] 1
[1] 1
`,
  ],
  [
    '-AsString needs -AsHashTable',
    `1,2 | group-object -asstring`,
    `error ArgumentException,Microsoft.PowerShell.Commands.GroupObjectCommand: The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.`,
  ],
  [
    'by a list',
    `[pscustomobject]@{a=1,2},[pscustomobject]@{a=3} | group-object a | % name`,
    `
{1, 2}
3
`,
  ],
  ['nothing gives nothing', `@() | group-object`, ``],
  [
    'by a property and a script block, as a table',
    `'apple','bob','axe' | group-object length,{$_[0]} | ft`,
    `
Count Name                      Group
----- ----                      -----
    1 3, a                      {axe}
    1 3, b                      {bob}
    1 5, a                      {apple}
`,
  ],
]);
