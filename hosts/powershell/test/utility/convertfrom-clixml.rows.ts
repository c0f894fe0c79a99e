import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertFrom-CliXml', [
  [
    'several objects',
    `1,2 | ConvertTo-CliXml | ConvertFrom-CliXml`,
    `
1
2
`,
  ],
]);
