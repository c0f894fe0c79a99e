import { rowsOf } from '../rows.ts';

const three = `Set-Content a.txt one, two, three; `;

export const rows = rowsOf('Get-Content', [
  ['a line an object', `${three}(Get-Content a.txt).Count; (Get-Content a.txt)[1]`, '3\ntwo'],
  ['-Raw is one text', `${three}(Get-Content a.txt -Raw).Length`, '14'],
  ['-TotalCount', `${three}Get-Content a.txt -TotalCount 2`, 'one\ntwo'],
  [
    '-Head and -First are the same',
    `${three}Get-Content a.txt -Head 1; Get-Content a.txt -First 1`,
    'one\none',
  ],
  ['-Tail', `${three}Get-Content a.txt -Tail 2; Get-Content a.txt -Last 1`, 'two\nthree\nthree'],
  [
    '-Head with -Tail is refused',
    `${three}Get-Content a.txt -Head 1 -Tail 1`,
    'error TailAndHeadCannotCoexist,Microsoft.PowerShell.Commands.GetContentCommand: The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.',
  ],
  [
    '-ReadCount sends several at a time',
    `${three}Get-Content a.txt -ReadCount 2 | ForEach-Object { "$_" }`,
    'one two\nthree',
  ],
  [
    '-ReadCount 0 sends all at once',
    `${three}Get-Content a.txt -ReadCount 0 | ForEach-Object { $_.Count }`,
    '3',
  ],
  ['-Delimiter', `Set-Content a 'x;y;z' -NoNewline; Get-Content a -Delimiter ';'`, 'x\ny\nz'],
  [
    'lines of Windows',
    `[IO.File]::WriteAllText("$PWD/a", "x\`r\`ny\`r\`n"); (Get-Content a) -join ','`,
    'x,y',
  ],
  [
    'a line feed in mid-text counts as one end',
    `[IO.File]::WriteAllText("$PWD/a", "x\`n\`ny"); (Get-Content a).Count`,
    '3',
  ],
  [
    '-Encoding by name',
    `[IO.File]::WriteAllBytes("$PWD/a", [byte[]](0xe9)); Get-Content a -Encoding latin1`,
    'é',
  ],
  [
    '-Encoding by code page',
    `[IO.File]::WriteAllBytes("$PWD/a", [byte[]](0x80)); Get-Content a -Encoding 1252`,
    '€',
  ],
  ['a byte order mark is followed', `Set-Content a 'hé' -Encoding unicode; Get-Content a`, 'hé'],
  ['-AsByteStream', `Set-Content a 'AB' -NoNewline; Get-Content a -AsByteStream`, '65\n66'],
  [
    '-AsByteStream -Raw',
    `Set-Content a 'AB' -NoNewline; (Get-Content a -AsByteStream -Raw).GetType().Name`,
    'Byte[]',
  ],
  [
    'lines know their number and file',
    `${three}$l = (Get-Content a.txt)[2]; $l.ReadCount; $l.PSChildName`,
    '3\na.txt',
  ],
  ['a pattern with -Include', `Set-Content a.txt 1; Set-Content b.txt 2; Get-Content *.txt -Include b*`, '2'],
  ['-Exclude', `Set-Content a.txt 1; Set-Content b.txt 2; Get-Content *.txt -Exclude b*`, '1'],
  ['-LiteralPath', `Set-Content -LiteralPath 'a[1]' 1; Get-Content -LiteralPath 'a[1]'`, '1'],
  ['files from the pipeline', `Set-Content a.txt 1; Get-ChildItem | Get-Content`, '1'],
  [
    'nothing there',
    `Get-Content nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    'a folder',
    `Get-Content .`,
    `error GetContainerContentException,Microsoft.PowerShell.Commands.GetContentCommand: Unable to get content because it is a directory: '<dir>'. Please use 'Get-ChildItem' instead.`,
  ],
  ['a function', `function f { 1 }; (Get-Content Function:f).GetType().Name`, 'ScriptBlock'],
  ['an empty file gives nothing', `$null = New-Item a; @(Get-Content a).Count`, '0'],
  ['the pipeline may end early', `${three}Get-Content a.txt | ForEach-Object { $_; break }`, 'one'],
]);
