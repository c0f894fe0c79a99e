import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Format-Wide', [
  [
    '-Column',
    `1..6 | ForEach-Object { [pscustomobject]@{n="item$_"} } | Format-Wide -Column 3`,
    `
item1                                    item2                                   item3
item4                                    item5                                   item6
`,
  ],
  [
    '-Property -AutoSize',
    `1..6 | ForEach-Object { [pscustomobject]@{m=0;n="i$_"} } | Format-Wide -Property n -AutoSize | Out-String -Width 20`,
    `i1  i2  i3  i4 i5 i6`,
  ],
  [
    'two columns by default',
    `1..4 | ForEach-Object { [pscustomobject]@{n=$_} } | Format-Wide n`,
    `
1                                                            2
3                                                            4
`,
  ],
  [
    '-GroupBy',
    `[pscustomobject]@{g=1;n='a'},[pscustomobject]@{g=2;n='b'} | Format-Wide n -GroupBy g`,
    `
   g: 1


a
   g: 2

b
`,
  ],
  [
    'a script block with a format',
    `1..2 | ForEach-Object { [pscustomobject]@{n=$_} } | Format-Wide @{Expression={$_.n};FormatString='000'}`,
    `001                                                          002`,
  ],
]);
