import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Out-File', [
  [
    'what a table shows',
    `[pscustomobject]@{a=1;b='x'} | Out-File x.txt; [IO.File]::ReadAllText("$pwd/x.txt")`,
    `
a b
- -
1 x
`,
  ],
  [
    '-FilePath -Append',
    `'a' | Out-File -FilePath x.txt; 'b' | Out-File x.txt -Append; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `
a
b
`,
  ],
  [
    '-Encoding',
    `'ä' | Out-File x.txt -Encoding unicode; [IO.File]::ReadAllBytes("$pwd/x.txt") -join ' '`,
    `255 254 228 0 10 0`,
  ],
  [
    'the default encoding has no mark',
    `'ä' | Out-File x.txt; [IO.File]::ReadAllBytes("$pwd/x.txt") -join ' '`,
    `195 164 10`,
  ],
  [
    '-Encoding ascii',
    `'ä' | Out-File x.txt -Encoding ascii; [IO.File]::ReadAllBytes("$pwd/x.txt") -join ' '`,
    `63 10`,
  ],
  [
    '-NoNewline',
    `'a','b' | Out-File x.txt -NoNewline; [IO.File]::ReadAllBytes("$pwd/x.txt") -join ' '`,
    `97 98`,
  ],
  [
    '-Width cuts tables',
    `[pscustomobject]@{a='x'*50;b='y'*50} | Out-File x.txt -Width 40; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `
a
-
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
`,
  ],
  [
    '-NoClobber',
    `'a' | Out-File x.txt; 'b' | Out-File x.txt -NoClobber; [IO.File]::ReadAllText("$pwd/x.txt")`,
    `
a


error NoClobber,Microsoft.PowerShell.Commands.OutFileCommand: The file '<dir>/x.txt' already exists.
`,
  ],
  [
    '-Force writes to a read-only file',
    `'a' | Out-File x.txt; ([IO.FileInfo]"$pwd/x.txt").IsReadOnly=$true; 'b' | Out-File x.txt -Force; [IO.File]::ReadAllText("$pwd/x.txt")`,
    `b`,
  ],
  ['-LiteralPath', `'a' | Out-File -LiteralPath 'x[1].txt'; [IO.File]::ReadAllText("$pwd/x[1].txt")`, `a`],
  ['-InputObject', `Out-File x.txt -InputObject 5; [IO.File]::ReadAllText("$pwd/x.txt")`, `5`],
  ['-WhatIf writes nothing', `'a' | Out-File x.txt -WhatIf; [IO.File]::Exists("$pwd/x.txt")`, `False`],
  [
    'a folder that is not there',
    `'a' | Out-File nope/x.txt`,
    `error FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand: Could not find a part of the path '<dir>/nope/x.txt'.`,
  ],
  [
    'the operators write alike',
    `'a' > x.txt; 'b' >> x.txt; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `
a
b
`,
  ],
  [
    'a parameter by prefix',
    `'a' | Out-File -File x.txt -Enc utf8 -App; [IO.File]::ReadAllLines("$pwd/x.txt")`,
    `a`,
  ],
  ['nothing makes an empty file', `@() | Out-File x.txt; ([IO.FileInfo]"$pwd/x.txt").Length`, `0`],
  ['text is never cut', `('x' * 300) | Out-File x.txt; [IO.File]::ReadAllLines("$pwd/x.txt").Length`, `1`],
  [
    'tables as wide as the screen',
    `[pscustomobject]@{a='x'*100;b='y'*100} | Out-File x.txt; [IO.File]::ReadAllLines("$pwd/x.txt") | ForEach-Object Length`,
    `
0
1
80
80
0
`,
  ],
  [
    'wide lists',
    `[pscustomobject]@{a='x'*150;b=1;c=2;d=3;e=4} | Out-File x.txt; [IO.File]::ReadAllLines("$pwd/x.txt") | ForEach-Object Length`,
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
