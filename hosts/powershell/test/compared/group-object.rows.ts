import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Group-Object', [
  [
    `1..6 | Group-Object { $_ % 2 }`,
    `Count Name                      Group
----- ----                      -----
    3 0                         {2, 4, 6}
    3 1                         {1, 3, 5}`,
  ],
  [
    `1..6 | Group-Object { $_ % 2 } -NoElement`,
    `Count Name
----- ----
    3 0
    3 1`,
  ],
  [
    `'a','b','A' | Group-Object -CaseSensitive`,
    `Count Name                      Group
----- ----                      -----
    1 A                         {A}
    1 a                         {a}
    1 b                         {b}`,
  ],
  [`'a','b','A' | Group-Object -AsHashTable -AsString | % { $_['a'].Count }`, `2`],
  [
    `[pscustomobject]@{N='b';V=1},[pscustomobject]@{N='a';V=1},[pscustomobject]@{N='c';V=0} | Group-Object V, N`,
    `Count Name                      Group
----- ----                      -----
    1 0, c                      {@{N=c; V=0}}
    1 1, a                      {@{N=a; V=1}}
    1 1, b                      {@{N=b; V=1}}`,
  ],
  [
    `[pscustomobject]@{N='b';V=1},[pscustomobject]@{N='a';V=1},[pscustomobject]@{N='c';V=0} | Group-Object V | Sort-Object Count -Descending | Format-Table Name, Count`,
    `Name Count
---- -----
1        2
0        1`,
  ],
  [
    `[pscustomobject]@{N=$null},[pscustomobject]@{N='a'} | Group-Object N`,
    `Count Name                      Group
----- ----                      -----
    1                           {@{N=}}
    1 a                         {@{N=a}}`,
  ],
  [
    `1..3 | Group-Object | Select-Object Name, Count, Group, Values`,
    `Name Count Group Values
---- ----- ----- ------
1        1 {1}   {1}
2        1 {2}   {2}
3        1 {3}   {3}`,
  ],
  [
    `Get-Date '2024-01-02' | Group-Object DayOfWeek`,
    `Count Name                      Group
----- ----                      -----
    1 Tuesday                   {01/02/2024 00:00:00}`,
  ],
  [
    `[pscustomobject]@{A=@(1,2)},[pscustomobject]@{A=@(1,2)} | Group-Object A`,
    `Count Name                      Group
----- ----                      -----
    2 {1, 2}                    {@{A=System.Object[]}, @{A=System.Object[]}}`,
  ],
]);
