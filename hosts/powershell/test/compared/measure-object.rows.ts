import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Measure-Object', [
  [
    `1..5 | Measure-Object`,
    `Count             : 5
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          :`,
  ],
  [
    `1..5 | Measure-Object -Sum -Average -Maximum -Minimum`,
    `Count             : 5
Average           : 3
Sum               : 15
Maximum           : 5
Minimum           : 1
StandardDeviation :
Property          :`,
  ],
  [
    `1..5 | Measure-Object -AllStats`,
    `Count             : 5
Average           : 3
Sum               : 15
Maximum           : 5
Minimum           : 1
StandardDeviation : 1.58113883008419
Property          :`,
  ],
  [
    `'a b','c' | Measure-Object -Word -Line -Character`,
    `Lines Words Characters Property
----- ----- ---------- --------
    2     3          4`,
  ],
  [
    `'a b',' c ' | Measure-Object -Character -IgnoreWhiteSpace`,
    `Lines Words Characters Property
----- ----- ---------- --------
                     3`,
  ],
  [
    `[pscustomobject]@{A=1;B=2},[pscustomobject]@{A=3;B=4} | Measure-Object A, B -Sum`,
    `Count             : 2
Average           :
Sum               : 4
Maximum           :
Minimum           :
StandardDeviation :
Property          : A

Count             : 2
Average           :
Sum               : 6
Maximum           :
Minimum           :
StandardDeviation :
Property          : B`,
  ],
  [
    `[pscustomobject]@{A='x'} | Measure-Object A -Sum`,
    `Count             : 1
Average           :
Sum               :
Maximum           :
Minimum           :
StandardDeviation :
Property          : A


error NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand: Input object "x" is not numeric.`,
  ],
  [`[pscustomobject]@{A=1} | Measure-Object Z -Sum`, ``],
  [
    `'b','a' | Measure-Object -Maximum -Minimum`,
    `Count             : 2
Average           :
Sum               :
Maximum           : b
Minimum           : a
StandardDeviation :
Property          :`,
  ],
  [
    `[datetime]'2024-01-01',[datetime]'2024-02-01' | Measure-Object -Maximum`,
    `Count             : 2
Average           :
Sum               :
Maximum           : 02/01/2024 00:00:00
Minimum           :
StandardDeviation :
Property          :`,
  ],
  [
    `@() | Measure-Object -Sum`,
    `Count             : 0
Average           :
Sum               : 0
Maximum           :
Minimum           :
StandardDeviation :
Property          :`,
  ],
  [`1..5 | Measure-Object -StandardDeviation | % StandardDeviation`, `1.58113883008419`],
  [`[pscustomobject]@{A=1},[pscustomobject]@{A=5} | Measure-Object { $_.A * 2 } -Sum | % Sum`, `12`],
  [
    `(1..3 | Measure-Object -Sum).Sum.GetType().Name; (1..3 | Measure-Object -Average).Average.GetType().Name; (1..3|measure -max).Maximum.GetType().Name`,
    `Double
Double
Double`,
  ],
  [
    `(1..3|measure -max -min).Maximum.GetType().Name; (1,2.5|measure -max).Maximum.GetType().Name; ('1','2'|measure -max).Maximum.GetType().Name; ('a',2|measure -max).Maximum.GetType().Name; ([decimal]1,[decimal]2|measure -max).Maximum.GetType().Name; (1..3|measure -AllStats).Maximum.GetType().Name; ([datetime]'2024-01-01',[datetime]'2024-02-01' | measure -max).Maximum.GetType().Name`,
    `Double
Double
Double
String
Double
Double
DateTime`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{A=7} | measure A -max | % { $_.Maximum.GetType().Name; $_.GetType().Name }`,
    `Double
GenericMeasureInfo`,
  ],
  [
    `'1','10','9' | measure -max -min`,
    `Count             : 3
Average           :
Sum               :
Maximum           : 10
Minimum           : 1
StandardDeviation :
Property          :`,
  ],
  [
    `1,'x',3 | measure -max -min`,
    `Count             : 3
Average           :
Sum               :
Maximum           : x
Minimum           : 1
StandardDeviation :
Property          :`,
  ],
  [
    `1,$true,3 | measure -max -min`,
    `Count             : 3
Average           :
Sum               :
Maximum           : 3
Minimum           : 1
StandardDeviation :
Property          :`,
  ],
]);
