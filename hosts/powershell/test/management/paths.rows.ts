import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Join-Path, Split-Path, Resolve-Path, Convert-Path', [
  ['Join-Path puts one separator between', `Join-Path a b; Join-Path a/ /b`, 'a/b\na/b'],
  ['Join-Path takes more children', `Join-Path a b c d`, 'a/b/c/d'],
  ['Join-Path turns backslashes round', `Join-Path 'a\\b' 'c\\d'`, 'a/b/c/d'],
  ['Join-Path for each path', `Join-Path a, b c`, 'a/c\nb/c'],
  ['Join-Path from the pipeline', `'a', 'b' | Join-Path -ChildPath c`, 'a/c\nb/c'],
  ['Join-Path by named parameters', `Join-Path -Path $PWD -ChildPath report.csv`, '<dir>/report.csv'],
  [
    'Join-Path -Resolve gives what is there',
    `$null = New-Item a.txt; Join-Path . *.txt -Resolve`,
    '<dir>/a.txt',
  ],
  [
    'Join-Path -Resolve of nothing',
    `Join-Path . nope -Resolve`,
    `error PathNotFound,Microsoft.PowerShell.Commands.JoinPathCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['Split-Path gives the parent', `Split-Path /a/b/c.txt; Split-Path -Parent /a/b`, '/a/b\n/a'],
  ['Split-Path -Leaf', `Split-Path /a/b/c.txt -Leaf; Split-Path 'a\\b.txt' -Leaf`, 'c.txt\nb.txt'],
  [
    'Split-Path -LeafBase and -Extension',
    `Split-Path /a/c.tar.gz -LeafBase; Split-Path /a/c.tar.gz -Extension`,
    'c.tar\n.gz',
  ],
  [
    'Split-Path -Qualifier and -NoQualifier',
    `Split-Path 'Env:PATH' -Qualifier; Split-Path 'Env:PATH' -NoQualifier`,
    'Env:\nPATH',
  ],
  [
    'Split-Path -Qualifier without one',
    `Split-Path abc -Qualifier`,
    `error ParsePathFormatError,Microsoft.PowerShell.Commands.SplitPathCommand: Cannot parse path because path 'abc' does not have a qualifier specified.`,
  ],
  ['Split-Path -IsAbsolute', `Split-Path /a -IsAbsolute; Split-Path a -IsAbsolute`, 'True\nFalse'],
  ['Split-Path -Resolve', `$null = New-Item a.txt; Split-Path *.txt -Leaf -Resolve`, 'a.txt'],
  ['Split-Path from the pipeline', `'/a/b', '/c/d' | Split-Path -Leaf`, 'b\nd'],
  ['Split-Path -LiteralPath', `Split-Path -LiteralPath '/a[1]/b'`, '/a[1]'],
  [
    'Resolve-Path gives full paths',
    `$null = New-Item a.txt, b.txt; (Resolve-Path *.txt).Path`,
    '<dir>/a.txt\n<dir>/b.txt',
  ],
  [
    'Resolve-Path of nothing is an error',
    `Resolve-Path nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.ResolvePathCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  ['Resolve-Path -Relative', `$null = New-Item a.txt; Resolve-Path $PWD/a.txt -Relative`, './a.txt'],
  [
    'Resolve-Path -LiteralPath',
    `$null = New-Item 'a[1]'; (Resolve-Path -LiteralPath 'a[1]').Path`,
    '<dir>/a[1]',
  ],
  [
    'Convert-Path gives text',
    `$null = New-Item a.txt; Convert-Path a.txt; (Convert-Path .).GetType().Name`,
    '<dir>/a.txt\nString',
  ],
  [
    'Convert-Path of nothing is an error',
    `Convert-Path nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.ConvertPathCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
]);
