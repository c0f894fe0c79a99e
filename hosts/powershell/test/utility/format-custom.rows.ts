import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Format-Custom', [
  [
    'nested objects',
    `[pscustomobject]@{a=1;b=[pscustomobject]@{c=2}} | Format-Custom`,
    `
class PSCustomObject
{
  a = 1
  b =
    class PSCustomObject
    {
      c = 2
    }
}
`,
  ],
  [
    '-Depth',
    `[pscustomobject]@{a=1;b=[pscustomobject]@{c=[pscustomobject]@{d=1}}} | Format-Custom -Depth 1`,
    `
class PSCustomObject
{
  a = 1
  b =
    class PSCustomObject
    {
      c = @{d=1}
    }
}
`,
  ],
  [
    '-Property',
    `[pscustomobject]@{a=1;b=2} | Format-Custom -Property b`,
    `
class PSCustomObject
{
  b = 2
}
`,
  ],
]);
