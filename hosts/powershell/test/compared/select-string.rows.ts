import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Select-String', [
  [
    `'abc','xbz' | Select-String b`,
    `abc
xbz`,
  ],
  [`'abc','xyz' | Select-String -Pattern b -NotMatch`, `xyz`],
  [
    `Set-Content a.txt 'one','two','three'; Select-String -Path a.txt -Pattern 't'`,
    `a.txt:2:two
a.txt:3:three`,
  ],
  [
    `Set-Content a.txt 'one','two','three'; Select-String -Path a.txt -Pattern 'two' -Context 1`,
    `  a.txt:1:one
> a.txt:2:two
  a.txt:3:three`,
  ],
  [
    `Set-Content a.txt 'one','two','three'; (Select-String -Path a.txt -Pattern 't').LineNumber; Select-String t a.txt -List | % Line; Select-String t a.txt -Quiet; Select-String q a.txt -Quiet; Select-String t a.txt -Raw`,
    `2
3
two
True
False
two
three`,
  ],
  [
    `'a1b22' | Select-String '\\d+' -AllMatches | % { $_.Matches.Value }`,
    `1
22`,
  ],
  [
    `'a.b' | Select-String . -SimpleMatch | % { $_.Matches.Count; $_.Pattern; $_.IgnoreCase; $_.Filename; $_.Path }`,
    `0
.
True
InputStream
InputStream`,
  ],
  [`'Abc' | Select-String abc -CaseSensitive; 'n'`, `n`],
  [
    `Select-String x nope.txt`,
    `error PathNotFound,Microsoft.PowerShell.Commands.SelectStringCommand: Cannot find path '<dir>/nope.txt' because it does not exist.`,
  ],
  [
    `'a','b' | Select-String 'a','b' | % Pattern`,
    `a
b`,
  ],
  [
    `'é' | Select-String e -Culture fr-FR -SimpleMatch`,
    `error ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectStringCommand: Cannot validate argument on parameter 'Culture'. The argument "fr-FR" does not belong to the set "Ordinal,Invariant,Current," specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
  ],
  [
    `Set-Content x.txt a; Select-String q x.txt -Quiet; 'zz' | Select-String q -Quiet; 'a','q' | Select-String q -Quiet; @() | Select-String q -Quiet; 'n'`,
    `False
True
n`,
  ],
]);
