import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Set-Content, Add-Content, Clear-Content', [
  ['each value on a line', `Set-Content a 1, 2; Get-Content a -Raw`, '1\n2'],
  ['from the pipeline', `1..3 | Set-Content a; (Get-Content a) -join ','`, '1,2,3'],
  ['takes the place of what was there', `Set-Content a old; Set-Content a new; Get-Content a`, 'new'],
  ['-Value by name', `Set-Content -Path a -Value x; Get-Content a`, 'x'],
  ['-NoNewline', `1..3 | Set-Content a -NoNewline; Get-Content a; (Get-Item a).Length`, '123\n3'],
  [
    'UTF-8 without a mark by default',
    `Set-Content a 'é' -NoNewline; (Get-Content a -AsByteStream) -join ','`,
    '195,169',
  ],
  [
    '-Encoding utf8BOM',
    `Set-Content a 'x' -NoNewline -Encoding utf8BOM; (Get-Content a -AsByteStream) -join ','`,
    '239,187,191,120',
  ],
  [
    '-Encoding Unicode',
    `Set-Content a 'x' -NoNewline -Encoding Unicode; (Get-Content a -AsByteStream) -join ','`,
    '255,254,120,0',
  ],
  ['-Encoding ascii', `Set-Content a 'é' -NoNewline -Encoding ascii; Get-Content a`, '?'],
  ['-AsByteStream', `[byte[]](1, 2) | Set-Content a -AsByteStream; (Get-Item a).Length`, '2'],
  ['-PassThru', `Set-Content a x -PassThru`, 'x'],
  ['-WhatIf', `Set-Content a x -WhatIf; Test-Path a`, 'False'],
  [
    '-Force writes over a read-only file',
    `Set-Content a x; (Get-Item a).IsReadOnly = $true; Set-Content a y -Force; Get-Content a`,
    'y',
  ],
  [
    'a missing folder',
    `Set-Content no/a x`,
    `error GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand: Could not find a part of the path '<dir>/no/a'.`,
  ],
  ['a variable', `Set-Content Variable:v 5; $v`, '5'],
  ['an environment variable', `Set-Content Env:ROW_C 5; $env:ROW_C`, '5'],
  ['Add-Content writes behind', `Set-Content a 1; Add-Content a 2; (Get-Content a) -join ','`, '1,2'],
  ['Add-Content makes the file', `Add-Content a 1; Get-Content a`, '1'],
  [
    'Add-Content from the pipeline',
    `Set-Content a 0; 1, 2 | Add-Content a; (Get-Content a) -join ','`,
    '0,1,2',
  ],
  [
    'Add-Content keeps the encoding',
    `Set-Content a 'x' -NoNewline -Encoding Unicode; Add-Content a 'y' -NoNewline; (Get-Item a).Length`,
    '6',
  ],
  ['Add-Content -NoNewline', `Add-Content a 1 -NoNewline; Add-Content a 2 -NoNewline; Get-Content a`, '12'],
  [
    'Add-Content to several files',
    `Set-Content a 1; Set-Content b 2; Add-Content a, b 3; (Get-Content a, b) -join ','`,
    '1,3,2,3',
  ],
  ['Clear-Content', `Set-Content a 1; Clear-Content a; (Get-Item a).Length`, '0'],
  ['Clear-Content -WhatIf', `Set-Content a 1; Clear-Content a -WhatIf; Get-Content a`, '1'],
  [
    'Clear-Content of nothing',
    `Clear-Content nope`,
    `error PathNotFound,Microsoft.PowerShell.Commands.ClearContentCommand: Cannot find path '<dir>/nope' because it does not exist.`,
  ],
  [
    'a path that comes with each object',
    `[pscustomobject]@{ Path = 'a' }, [pscustomobject]@{ Path = 'b' } | Set-Content -Value x; Get-Content a, b`,
    'x\nx',
  ],
  [
    'a file that is being read is not cut short',
    `Set-Content a 1, 2; Get-Content a | Set-Content a -ErrorAction SilentlyContinue; (Get-Content a) -join ','`,
    '1,2',
  ],
]);
