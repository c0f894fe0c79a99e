import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Compare-Object', [
  [
    'what only one side has',
    `compare-object 1,2,3 2,3,4`,
    `
InputObject SideIndicator
----------- -------------
          4 =>
          1 <=
`,
  ],
  [
    '-IncludeEqual',
    `compare-object 1,2,3 2,3,4 -includeequal`,
    `
InputObject SideIndicator
----------- -------------
          2 ==
          3 ==
          4 =>
          1 <=
`,
  ],
  [
    '-IncludeEqual -ExcludeDifferent',
    `compare-object 1,2,3 2,3,4 -includeequal -excludedifferent`,
    `
InputObject SideIndicator
----------- -------------
          2 ==
          3 ==
`,
  ],
  [
    '-ExcludeDifferent alone shows what is equal',
    `compare-object 1,2,3 2,3,4 -excludedifferent`,
    `
InputObject SideIndicator
----------- -------------
          2 ==
          3 ==
`,
  ],
  [
    '-Property',
    `compare-object ([pscustomobject]@{n='x';v=2}) ([pscustomobject]@{n='y';v=2}) -property v,n`,
    `
v n SideIndicator
- - -------------
2 y =>
2 x <=
`,
  ],
  [
    '-PassThru',
    `compare-object ([pscustomobject]@{n='x';v=2}) ([pscustomobject]@{n='y';v=2}) -property n -passthru`,
    `
n v SideIndicator
- - -------------
y 2 =>
x 2 <=
`,
  ],
  ['text in any case is equal', `compare-object 'a','B' 'A','b'`, ``],
  [
    '-CaseSensitive',
    `compare-object 'a','B' 'A','b' -casesensitive`,
    `
InputObject SideIndicator
----------- -------------
A           =>
b           =>
a           <=
B           <=
`,
  ],
  [
    '-SyncWindow 0',
    `compare-object 1,2,3,4 4,3,2,1 -syncwindow 0`,
    `
InputObject SideIndicator
----------- -------------
          4 =>
          1 <=
          3 =>
          2 <=
          2 =>
          3 <=
          1 =>
          4 <=
`,
  ],
  [
    '-SyncWindow 1',
    `compare-object 1,2,3,4 2,3,4,5 -syncwindow 1`,
    `
InputObject SideIndicator
----------- -------------
          5 =>
          1 <=
`,
  ],
  [
    'an empty reference',
    `compare-object @() 1`,
    `
InputObject SideIndicator
----------- -------------
          1 =>
`,
  ],
  [
    'a reference that is null',
    `compare-object $null 1`,
    `error ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.CompareObjectCommand: Cannot bind argument to parameter 'ReferenceObject' because it is null.`,
  ],
  [
    'differences from the pipeline',
    `2,3,4 | compare-object 1,2,3 | sort-object inputobject`,
    `
InputObject SideIndicator
----------- -------------
          1 <=
          4 =>
`,
  ],
  [
    '-Property with a script block',
    `compare-object ([pscustomobject]@{n='x'}) ([pscustomobject]@{n='y'}) -property @{e={$_.n.length}} -includeequal`,
    `
$_.n.length SideIndicator
----------- -------------
          1 ==
`,
  ],
  [
    'repeated values',
    `compare-object 1,1,2 1,2,2`,
    `
InputObject SideIndicator
----------- -------------
          2 =>
          1 <=
`,
  ],
  [
    '-PassThru marks each object with its side',
    `(compare-object 'sa','sb' 'sb','sc' -passthru).sideindicator`,
    `
=>
<=
`,
  ],
]);
