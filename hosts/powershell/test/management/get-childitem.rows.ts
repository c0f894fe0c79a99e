import { rowsOf } from '../rows.ts';

const tree = `$null = New-Item a.txt, b.csv, .hid; $null = New-Item s/t -ItemType Directory; $null = New-Item s/c.txt, s/t/d.txt; `;
const missing = `error PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand: Cannot find path '<dir>/nope' because it does not exist.`;

export const rows = rowsOf('Get-ChildItem', [
  ['folders first, then files, by name', `${tree}(Get-ChildItem).Name`, 's\na.txt\nb.csv'],
  ['of a path', `${tree}(Get-ChildItem s).Name`, 't\nc.txt'],
  ['of a file is the file', `${tree}(Get-ChildItem a.txt).Name`, 'a.txt'],
  ['of nothing is an error', 'Get-ChildItem nope', missing],
  ['-Force shows what is hidden', `${tree}(Get-ChildItem -Force -File).Name`, '.hid\na.txt\nb.csv'],
  ['-Hidden shows only that', `${tree}(Get-ChildItem -Hidden).Name`, '.hid'],
  ['-File', `${tree}(Get-ChildItem -File).Name`, 'a.txt\nb.csv'],
  ['-Directory', `${tree}(Get-ChildItem -Directory).Name`, 's'],
  [
    '-Recurse lists each level before what is deeper',
    `${tree}(Get-ChildItem -Recurse).Name`,
    's\na.txt\nb.csv\nt\nc.txt\nd.txt',
  ],
  ['-Depth', `${tree}(Get-ChildItem -Depth 1 -File).Name`, 'a.txt\nb.csv\nc.txt'],
  ['-Recurse -Directory', `${tree}(Get-ChildItem -Recurse -Directory).Name`, 's\nt'],
  ['-Filter', `${tree}(Get-ChildItem -Filter *.txt).Name`, 'a.txt'],
  ['-Filter -Recurse', `${tree}(Get-ChildItem -Filter *.txt -Recurse).Name`, 'a.txt\nc.txt\nd.txt'],
  [
    '-Include with -Recurse',
    `${tree}(Get-ChildItem -Recurse -Include *.txt, *.csv).Name`,
    'd.txt\nc.txt\na.txt\nb.csv',
  ],
  [
    '-Include without -Recurse needs a pattern',
    `${tree}(Get-ChildItem * -Include *.txt).Name; @(Get-ChildItem -Include *.txt).Count`,
    'a.txt\n0',
  ],
  ['-Exclude', `${tree}(Get-ChildItem -Exclude *.txt).Name`, 's\nb.csv'],
  [
    '-Name gives relative names',
    `${tree}Get-ChildItem -Recurse -Name -File`,
    'a.txt\nb.csv\ns/c.txt\ns/t/d.txt',
  ],
  ['a pattern', `${tree}(Get-ChildItem *.txt).Name`, 'a.txt'],
  [
    'a pattern with -Recurse looks at every level',
    `${tree}(Get-ChildItem *.txt -Recurse).Name`,
    'd.txt\nc.txt\na.txt',
  ],
  ['-LiteralPath', `$null = New-Item 'd[1]/x' -Force; (Get-ChildItem -LiteralPath 'd[1]').Name`, 'x'],
  [
    '-Attributes',
    `${tree}(Get-ChildItem -Attributes Directory).Name; (Get-ChildItem -Attributes !Directory).Name`,
    's\na.txt\nb.csv',
  ],
  ['from the pipeline', `${tree}('s', 's/t' | Get-ChildItem -File).Name`, 'c.txt\nd.txt'],
  ['environment variables', `$env:ROW_Z = 1; (Get-ChildItem Env:ROW_Z).Value`, '1'],
  ['functions', `function fff {}; (Get-ChildItem Function:fff).Name`, 'fff'],
  ['sums of sizes', `Set-Content a '12345' -NoNewline; (Get-ChildItem -File).Length`, '5'],
  ['a pattern shows the items themselves', `${tree}(Get-ChildItem *).Name`, 's\na.txt\nb.csv'],
]);
