import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Sort-Object', [
  [
    `3,1,2 | Sort-Object -Descending`,
    `3
2
1`,
  ],
  [
    `'b','A','a','B' | Sort-Object -CaseSensitive`,
    `A
B
a
b`,
  ],
  [
    `'b','A','a','B' | Sort-Object -Unique`,
    `A
b`,
  ],
  [
    `[pscustomobject]@{N='b';V=1},[pscustomobject]@{N='a';V=1},[pscustomobject]@{N='c';V=0} | Sort-Object V, N`,
    `N V
- -
c 0
a 1
b 1`,
  ],
  [
    `[pscustomobject]@{N='b';V=1},[pscustomobject]@{N='a';V=1},[pscustomobject]@{N='c';V=0} | Sort-Object @{e='V';Descending=$true}, @{Expression='N';Ascending=$true}`,
    `N V
- -
a 1
b 1
c 0`,
  ],
  [
    `'10','9','1' | Sort-Object`,
    `1
10
9`,
  ],
  [
    `'10','9','1' | Sort-Object {[int]$_}`,
    `1
9
10`,
  ],
  [
    `10,'9',1,'a' | Sort-Object`,
    `1
10
9
a`,
  ],
  [
    `1..10 | Sort-Object -Top 3 -Descending`,
    `10
9
8`,
  ],
  [
    `1..10 | Sort-Object -Bottom 3`,
    `8
9
10`,
  ],
  [
    `$null,2,1 | Sort-Object`,
    `1
2`,
  ],
  [
    `[pscustomobject]@{A=2},[pscustomobject]@{B=1},[pscustomobject]@{A=1} | Sort-Object A`,
    `A
-
1
2`,
  ],
  [`Get-Date 2024-01-02 | Sort-Object`, `Tuesday, 02 January 2024 00:00:00`],
  [
    `'ä','a','z','b','Z' | Sort-Object`,
    `a
b
z
Z
ä`,
  ],
  [
    `'a-b','ab','a b' | Sort-Object`,
    `a b
a-b
ab`,
  ],
  [
    `[version]'1.10',[version]'1.9' | Sort-Object`,
    `Major  Minor  Build  Revision
-----  -----  -----  --------
1      9      -1     -1
1      10     -1     -1`,
  ],
  [
    `@{a=1;b=3},@{a=2;b=1} | Sort-Object b | % { $_.a }`,
    `2
1`,
  ],
  [
    `1..3 | Sort-Object -Stable {0}`,
    `1
2
3`,
  ],
]);
