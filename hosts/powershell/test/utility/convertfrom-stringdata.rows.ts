import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertFrom-StringData', [
  ['lines', `ConvertFrom-StringData "a=1\`nb = x y " | ForEach-Object { "$($_.a)|$($_.b)|" }`, `1|x y|`],
  ['comments and empty lines', `(ConvertFrom-StringData "# c\`n\`na=1").Count`, `1`],
  ['escapes', `(ConvertFrom-StringData 'a=x\\ty\\\\z').a`, `x	y\\z`],
  ['-Delimiter', `(ConvertFrom-StringData "a:1" -Delimiter ':').a`, `1`],
  [
    'a line without a delimiter',
    `ConvertFrom-StringData 'abc'`,
    `error InvalidOperation,Microsoft.PowerShell.Commands.ConvertFromStringDataCommand: Data line 'abc' is not in 'name=value' format.`,
  ],
  [
    'a repeated key',
    `ConvertFrom-StringData "a=1\`na=2"`,
    `error InvalidOperation,Microsoft.PowerShell.Commands.ConvertFromStringDataCommand: Data item 'a' in line 'a=2' is already defined.`,
  ],
  [
    'from the pipeline',
    `'a=1','b=2' | ConvertFrom-StringData | ForEach-Object Keys`,
    `
a
b
`,
  ],
  ['values may hold the delimiter', `(ConvertFrom-StringData -StringData 'a=b=c').a`, `b=c`],
]);
