import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Select-String', [
  [
    '-Pattern in a file',
    `[IO.File]::WriteAllLines("$pwd/x.txt",('one','two','three')); Select-String -Path x.txt -Pattern 'o' | ForEach-Object { "$($_.Filename):$($_.LineNumber):$($_.Line)" }`,
    `
x.txt:1:one
x.txt:2:two
`,
  ],
  ['-SimpleMatch', `'a.b','axb' | Select-String 'a.b' -SimpleMatch | ForEach-Object Line`, `a.b`],
  ['-CaseSensitive', `'A','a' | Select-String 'a' -CaseSensitive | ForEach-Object Line`, `a`],
  ['-NotMatch', `'one','two' | Select-String 'two' -NotMatch | ForEach-Object Line`, `one`],
  ['-Quiet', `'one','two' | Select-String 'two' -Quiet`, `True`],
  ['-Quiet without a match', `'one' | Select-String 'two' -Quiet`, ``],
  [
    '-AllMatches',
    `('a1b22' | Select-String '\\d+' -AllMatches).Matches | ForEach-Object Value`,
    `
1
22
`,
  ],
  ['groups', `('key=value' | Select-String '(\\w+)=(\\w+)').Matches[0].Groups[2].Value`, `value`],
  [
    '-List gives the first match of a file',
    `[IO.File]::WriteAllLines("$pwd/x.txt",('ab','ab')); [IO.File]::WriteAllLines("$pwd/y.txt",('ab')); Select-String ab *.txt -List | ForEach-Object { "$($_.Filename) $($_.LineNumber)" }`,
    `
x.txt 1
y.txt 1
`,
  ],
  [
    '-Context',
    `'1','2','x','4','5' | Select-String x -Context 1,2 | ForEach-Object { $_.Context.PreContext; '-'; $_.Context.PostContext }`,
    `
2
-
4
5
`,
  ],
  ['-Raw', `'one','two' | Select-String 'two' -Raw | ForEach-Object GetType | ForEach-Object Name`, `String`],
  [
    'several patterns',
    `'one','two','three' | Select-String 'one','three' | ForEach-Object { "$($_.Line) $($_.Pattern)" }`,
    `
one one
three three
`,
  ],
  [
    '-Include -Exclude',
    `[IO.File]::WriteAllText("$pwd/x.txt",'ab'); [IO.File]::WriteAllText("$pwd/y.log",'ab'); Select-String ab * -Include *.log | ForEach-Object Filename; Select-String ab * -Exclude *.log | ForEach-Object Filename`,
    `
y.log
x.txt
`,
  ],
  [
    '-LiteralPath',
    `[IO.File]::WriteAllText("$pwd/x[1].txt",'ab'); Select-String ab -LiteralPath 'x[1].txt' | ForEach-Object Filename`,
    `x[1].txt`,
  ],
  [
    '-Encoding',
    `[IO.File]::WriteAllText("$pwd/x.txt",'äb',[Text.Encoding]::Latin1); Select-String 'ä' x.txt -Encoding latin1 | ForEach-Object Line`,
    `äb`,
  ],
  [
    'a file that is not there',
    `Select-String a nope.txt`,
    `error PathNotFound,Microsoft.PowerShell.Commands.SelectStringCommand: Cannot find path '<dir>/nope.txt' because it does not exist.`,
  ],
  [
    'a pattern that is no expression',
    `'a' | Select-String '('`,
    `error InvalidRegex,Microsoft.PowerShell.Commands.SelectStringCommand: The string ( is not a valid regular expression: Invalid pattern '(' at offset 1. Not enough )'s.`,
  ],
  [
    '-Culture with -SimpleMatch',
    `'A' | Select-String a -SimpleMatch -Culture Ordinal | ForEach-Object Line`,
    `A`,
  ],
  ['-InputObject', `Select-String -InputObject 'abc' -Pattern b | ForEach-Object LineNumber`, `1`],
  [
    'line numbers of the pipeline',
    `'a','b','c' | Select-String c | ForEach-Object { "$($_.LineNumber) $($_.Path) $($_.IgnoreCase)" }`,
    `3 InputStream True`,
  ],
  ['text of many lines is one', `"a\`nb" | Select-String b | ForEach-Object { $_.Line.Length }`, `3`],
]);
