import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Join-String', [
  ['-Separator', `'a','b' | Join-String -Separator ', '`, `a, b`],
  ['a property', `'a','bb' | Join-String -Property Length -Separator ';'`, `1;2`],
  ['-SingleQuote', `'a','b' | Join-String -SingleQuote -Separator ','`, `'a','b'`],
  ['-DoubleQuote', `'a','b' | Join-String -DoubleQuote -Separator ','`, `"a","b"`],
  ['-FormatString', `1,2 | Join-String -FormatString '{0:d3}' -Separator ' '`, `001 002`],
  [
    '-OutputPrefix -OutputSuffix',
    `1,2 | Join-String -OutputPrefix '(' -OutputSuffix ')' -Separator ','`,
    `(1,2)`,
  ],
  ['a script block', `1,2 | Join-String { $_ * 2 } -Separator ','`, `2,4`],
  ['no separator', `1,2 | Join-String`, `12`],
  ['-UseCulture', `1.5,2 | Join-String -UseCulture -Separator ' '`, `1.5 2`],
  ['-InputObject', `Join-String -InputObject 1,2 -Separator '-'`, `1-2`],
  ['$OFS', `$OFS = '+'; 1,2 | Join-String`, `1+2`],
]);
