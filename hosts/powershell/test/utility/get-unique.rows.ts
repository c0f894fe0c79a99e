import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-Unique', [
  ['drops neighbours that are equal', `1, 1, 2, 2, 1 | Get-Unique`, '1\n2\n1'],
  ['tells case apart', `'a', 'A', 'A' | Get-Unique`, 'a\nA'],
  ['-CaseInsensitive', `'a', 'A', 'b' | Get-Unique -CaseInsensitive`, 'a\nb'],
  ['-AsString compares texts', `1, '1', 2 | Get-Unique -AsString`, '1\n2'],
  ['-OnType gives one object a type', `1, 2, 'a', 'b' | Get-Unique -OnType`, '1\na'],
]);
