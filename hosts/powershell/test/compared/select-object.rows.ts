import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Select-Object and its like', [
  [
    `1..5 | Select-Object -First 2 -Skip 1`,
    `2
3`,
  ],
  [
    `1..5 | Select-Object -Last 2 -SkipLast 1`,
    `error AmbiguousParameterSet,Microsoft.PowerShell.Commands.SelectObjectCommand: Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.`,
  ],
  [
    `1..5 | Select-Object -SkipLast 2`,
    `1
2
3`,
  ],
  [
    `1..5 | Select-Object -Index 0,3`,
    `1
4`,
  ],
  [
    `1..5 | Select-Object -SkipIndex 0,3`,
    `2
3
5`,
  ],
  [
    `'a','A','b','a' | Select-Object -Unique`,
    `a
A
b`,
  ],
  [
    `'a','A','b','a' | Select-Object -Unique -CaseInsensitive`,
    `a
b`,
  ],
  [
    `[pscustomobject]@{A=1;B=2;C=3} | Select-Object -Property * -ExcludeProperty B`,
    `A C
- -
1 3`,
  ],
  [
    `[pscustomobject]@{A=1;B=2;C=3} | Select-Object -ExcludeProperty B`,
    `A C
- -
1 3`,
  ],
  [
    `[pscustomobject]@{A=1;B=@([pscustomobject]@{X=1},[pscustomobject]@{X=2})} | Select-Object A -ExpandProperty B`,
    `X A
- -
1 1
2 1`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object -ExpandProperty Z`,
    `error ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand: Property "Z" cannot be found.`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object Z, A`,
    `Z A
- -
  1`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object @{n='x';e={$_.A+1}}, @{Name='y';Expression='A'}, @{l='z';e={throw 'no'}}`,
    `x y z
- - -
2 1`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object A, A`,
    `A
-
1


error AlreadyExistingUserSpecifiedPropertyNoExpand,Microsoft.PowerShell.Commands.SelectObjectCommand: The property cannot be processed because the property "A" already exists.`,
  ],
  [
    `[pscustomobject]@{A=1;B=@{x=1}} | Select-Object B`,
    `B
-
{[x, 1]}`,
  ],
  [
    `[pscustomobject]@{A=1} | Select-Object @{foo=1}`,
    `error DictionaryKeyIllegal,Microsoft.PowerShell.Commands.SelectObjectCommand: The foo key is not valid.`,
  ],
  [
    `@{a=1;b=2} | Select-Object a, b`,
    `a b
- -
1 2`,
  ],
  [`@{a=1} | Select-Object -ExpandProperty a`, `1`],
  [
    `@{a=1} | Select-Object -Property Keys`,
    `Keys
----
{a}`,
  ],
  [
    `[ordered]@{a=1;b=2} | Select-Object *`,
    `Count          : 2
IsReadOnly     : False
Keys           : {a, b}
Values         : {1, 2}
IsFixedSize    : False
SyncRoot       : {[a, 1], [b, 2]}
IsSynchronized : False`,
  ],
  [
    `1,$null,2 | Select-Object -First 2`,
    `1
2`,
  ],
  [
    `'abc' | Select-Object Length, @{n='u';e={$_.ToUpper()}}`,
    `Length u
------ -
     3 ABC`,
  ],
  [
    `'abc','de' | Select-Object *`,
    `Length
------
     3
     2`,
  ],
]);
