import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Tee-Object', [
  [
    '-FilePath',
    `1,2 | Tee-Object x.txt; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `
1
2
1
2
`,
  ],
  [
    '-Variable',
    `1,2 | Tee-Object -Variable v | ForEach-Object { $_ * 10 }; $v -join ','`,
    `
10
20
1,2
`,
  ],
  [
    '-Append',
    `1 | Tee-Object x.txt | Out-Null; 2 | Tee-Object -FilePath x.txt -Append | Out-Null; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `
1
2
`,
  ],
  [
    '-LiteralPath',
    `1 | Tee-Object -LiteralPath 'x[1].txt'; [IO.File]::ReadAllLines("$pwd/x[1].txt")`,
    `
1
1
`,
  ],
  [
    '-Encoding',
    `'ä' | Tee-Object x.txt -Encoding unicode; [IO.File]::ReadAllBytes("$pwd/x.txt") -join ' '`,
    `
ä
255 254 228 0 10 0
`,
  ],
  [
    '-InputObject',
    `Tee-Object -InputObject 3 -Variable v; $v`,
    `
3
3
`,
  ],
]);
