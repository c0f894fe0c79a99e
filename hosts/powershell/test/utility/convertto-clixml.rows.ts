import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertTo-CliXml', [
  [
    '-Depth, and back',
    `[pscustomobject]@{a=1} | ConvertTo-CliXml -Depth 3 | ConvertFrom-CliXml | ForEach-Object a`,
    `1`,
  ],
  ['-InputObject is one text', `(ConvertTo-CliXml -InputObject 'x') -match '<S>x</S>'`, `True`],
]);
