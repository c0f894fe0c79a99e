import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Out-String', [
  ['one text', `('a','b' | Out-String).Length`, `4`],
  ['-Stream', `('a','b' | Out-String -Stream).Count`, `2`],
  [
    '-Width',
    `[pscustomobject]@{a='x'*50;b=1} | Out-String -Width 20`,
    `
a
-
xxxxxxxxxxxxxxxxxxx…
`,
  ],
  ['-NoNewline', `'a','b' | Out-String -NoNewline`, `ab`],
  ['-InputObject', `Out-String -InputObject 'x'`, `x`],
  [
    'a list of properties',
    `[pscustomobject]@{a=1;b=2;c=3;d=4;e=5} | Out-String`,
    `
a : 1
b : 2
c : 3
d : 4
e : 5
`,
  ],
  [
    'formatted objects',
    `[pscustomobject]@{a=1;b=2} | Format-List | Out-String -Stream | ForEach-Object { "[$_]" }`,
    `
[]
[a : 1]
[b : 2]
[]
`,
  ],
  ['text over the width is wrapped', `'x' * 30 | Out-String -Width 20`, `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`],
  [
    'the width without a screen',
    `[pscustomobject]@{a='x'*100;b='y'*100} | Out-String -Stream | ForEach-Object Length`,
    `
0
1
80
80
0
`,
  ],
  ['text without a screen', `('x' * 300) | Out-String -Stream | ForEach-Object Length`, `300`],
  [
    'wide lists',
    `[pscustomobject]@{a='x'*150;b=1;c=2;d=3;e=4} | Out-String -Stream | ForEach-Object Length`,
    `
0
154
5
5
5
5
0
`,
  ],
]);
