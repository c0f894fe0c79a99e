import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Measure-Object', [
  [
    'counts',
    `1..10 | measure-object`,
    `
Count             : 10
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          :
`,
  ],
  [
    '-Sum -Average -Minimum -Maximum',
    `1..10 | measure-object -sum -average -min -max`,
    `
Count             : 10
Average           : 5.5
Sum               : 55
Maximum           : 10
Minimum           : 1
StandardDeviation :
Property          :
`,
  ],
  [
    '-AllStats',
    `1..10 | measure-object -allstats`,
    `
Count             : 10
Average           : 5.5
Sum               : 55
Maximum           : 10
Minimum           : 1
StandardDeviation : 3.02765035409749
Property          :
`,
  ],
  [
    '-Minimum alone',
    `1..10 | measure-object -minimum`,
    `
Count             : 10
Average           :
Sum               :
Maximum           :
Minimum           : 1
StandardDeviation :
Property          :
`,
  ],
  [
    '-Minimum and -Maximum of text',
    `'b','a' | measure-object -min -max`,
    `
Count             : 2
Average           :
Sum               :
Maximum           : b
Minimum           : a
StandardDeviation :
Property          :
`,
  ],
  [
    'several properties',
    `[pscustomobject]@{a=1;b=3},[pscustomobject]@{a=5;b=7} | measure-object a,b -sum`,
    `
Count             : 2
Average           :
Sum               : 6
Maximum           :
Minimum           :
StandardDeviation :
Property          : a

Count             : 2
Average           :
Sum               : 10
Maximum           :
Minimum           :
StandardDeviation :
Property          : b
`,
  ],
  [
    '-Property with a wildcard',
    `[pscustomobject]@{a=1;b=3},[pscustomobject]@{a=5;b=7} | measure-object -prop * -average`,
    `
Count             : 2
Average           : 3
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          : a

Count             : 2
Average           : 5
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          : b
`,
  ],
  ['a property that nobody has', `[pscustomobject]@{a=1;b=3} | measure-object zz`, ``],
  [
    'the sum of what is no number is an error',
    `[pscustomobject]@{a='x'} | measure-object a -sum`,
    `
Count             : 1
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          : a


error NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand: Input object "x" is not numeric.
`,
  ],
  [
    '-Line -Word -Character',
    `'a b','c' | measure-object -line -word -char`,
    `
Lines Words Characters Property
----- ----- ---------- --------
    2     3          4
`,
  ],
  [
    '-Character -IgnoreWhiteSpace',
    `'a b','c d e' | measure-object -char -ignorewhitespace`,
    `
Lines Words Characters Property
----- ----- ---------- --------
                     5
`,
  ],
  [
    '-Line in one text of several lines',
    `"one\`ntwo\`n" | measure-object -line`,
    `
Lines Words Characters Property
----- ----- ---------- --------
    2
`,
  ],
  [
    'nothing',
    `@() | measure-object`,
    `
Count             : 0
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          :
`,
  ],
  [
    'the sum of nothing is 0',
    `@() | measure-object -sum`,
    `
Count             : 0
Average           :
Sum               : 0
Maximum           :
Minimum           :
StandardDeviation :
Property          :
`,
  ],
  [
    'null does not count',
    `$null | measure-object`,
    `
Count             : 0
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          :
`,
  ],
  [
    '-StandardDeviation',
    `1,2,3 | measure-object -standarddeviation`,
    `
Count             : 3
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation : 1
Property          :
`,
  ],
  ['a sum is a double', `(1..3 | measure-object -sum).sum.gettype().name`, `Double`],
  [
    'the types of its properties',
    `1..3 | measure-object -sum | get-member -membertype property | % { "$($_.name) $($_.definition)" }`,
    `
Average System.Nullable[double] Average {get;set;}
Count int Count {get;set;}
Maximum System.Nullable[double] Maximum {get;set;}
Minimum System.Nullable[double] Minimum {get;set;}
Property string Property {get;set;}
StandardDeviation System.Nullable[double] StandardDeviation {get;set;}
Sum System.Nullable[double] Sum {get;set;}
`,
  ],
  [
    'a property of time spans',
    `[timespan]::fromseconds(3) | measure-object TotalSeconds -sum`,
    `
Count             : 1
Average           :
Sum               : 3
Maximum           :
Minimum           :
StandardDeviation :
Property          : TotalSeconds
`,
  ],
  ['text that is a number', `'1','2' | measure-object -sum | % sum`, `3`],
  [
    'lengths of text',
    `'x','yy','' | measure-object length -sum`,
    `
Count             : 3
Average           :
Sum               : 3
Maximum           :
Minimum           :
StandardDeviation :
Property          : Length
`,
  ],
  [
    'a script block',
    `1..3 | measure-object { $_ * 2 } -sum`,
    `
Count             : 3
Average           :
Sum               : 12
Maximum           :
Minimum           :
StandardDeviation :
Property          :  $_ * 2
`,
  ],
]);
