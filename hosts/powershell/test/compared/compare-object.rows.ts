import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Compare-Object', [
  [
    `Compare-Object 1,2,3 2,3,4`,
    `InputObject SideIndicator
----------- -------------
          4 =>
          1 <=`,
  ],
  [
    `Compare-Object 1,2,3 2,3,4 -IncludeEqual`,
    `InputObject SideIndicator
----------- -------------
          2 ==
          3 ==
          4 =>
          1 <=`,
  ],
  [
    `Compare-Object 1,2,3 2,3,4 -ExcludeDifferent -IncludeEqual`,
    `InputObject SideIndicator
----------- -------------
          2 ==
          3 ==`,
  ],
  [
    `Compare-Object 1,2,3 2,3,4 -ExcludeDifferent`,
    `InputObject SideIndicator
----------- -------------
          2 ==
          3 ==`,
  ],
  [
    `Compare-Object @([pscustomobject]@{N='a';V=1}) @([pscustomobject]@{N='a';V=2}) -Property N, V`,
    `N V SideIndicator
- - -------------
a 2 =>
a 1 <=`,
  ],
  [
    `Compare-Object @([pscustomobject]@{N='a';V=1}) @([pscustomobject]@{N='a';V=2}) -Property N -IncludeEqual`,
    `N SideIndicator
- -------------
a ==`,
  ],
  [
    `Compare-Object @([pscustomobject]@{N='a';V=1}) @([pscustomobject]@{N='b';V=2}) -Property N -PassThru`,
    `N V SideIndicator
- - -------------
b 2 =>
a 1 <=`,
  ],
  [
    `Compare-Object 'a' 'A' -CaseSensitive`,
    `InputObject SideIndicator
----------- -------------
A           =>
a           <=`,
  ],
  [
    `Compare-Object $null 1`,
    `error ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.CompareObjectCommand: Cannot bind argument to parameter 'ReferenceObject' because it is null.`,
  ],
  [
    `Compare-Object @() @(1)`,
    `InputObject SideIndicator
----------- -------------
          1 =>`,
  ],
]);
