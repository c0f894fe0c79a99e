import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Set-Item, Clear-Item', [
  ['Set-Item of an environment variable', `Set-Item Env:ROW_S 5; $env:ROW_S`, '5'],
  ['Set-Item of a variable', `Set-Item Variable:v 5; $v`, '5'],
  ['Set-Item of a function', `Set-Item Function:f { 'f!' }; f`, 'f!'],
  ['Set-Item -PassThru', `(Set-Item Env:ROW_S 5 -PassThru).Value`, '5'],
  ['Set-Item -WhatIf', `$v = 1; Set-Item Variable:v 5 -WhatIf; $v`, '1'],
  [
    'Set-Item of a file is not possible',
    `Set-Item a 5`,
    'error NotSupported,Microsoft.PowerShell.Commands.SetItemCommand: Provider operation stopped because the provider does not support this operation.',
  ],
  ['Clear-Item of a variable', `$v = 5; Clear-Item Variable:v; "[$v]"`, '[]'],
  ['Clear-Item -WhatIf', `$v = 5; Clear-Item Variable:v -WhatIf; $v`, '5'],
]);
