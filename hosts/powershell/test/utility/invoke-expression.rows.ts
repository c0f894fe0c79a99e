import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Invoke-Expression', [
  ['a text', `Invoke-Expression '1+1'`, `2`],
  [
    'from the pipeline',
    `'"a"','"b"' | Invoke-Expression`,
    `
a
b
`,
  ],
  ['-Command in the same scope', `Invoke-Expression -Command '$x = 5'; $x`, `5`],
  [
    'a syntax error',
    `Invoke-Expression 'if ('`,
    `
error IfStatementMissingCondition,Microsoft.PowerShell.Commands.InvokeExpressionCommand: At line:1 char:5
+ if (
+     ~
Missing condition in if statement after 'if ('.
`,
  ],
  [
    'the output of several commands',
    `Invoke-Expression '1; 2; "x"' | ForEach-Object { "[$_]" }`,
    `
[1]
[2]
[x]
`,
  ],
  [
    'an error in it ends nothing',
    `Invoke-Expression 'nope-command'; 'on'`,
    `
on

error CommandNotFoundException: The term 'nope-command' is not recognized as a name of a cmdlet, function, script file, or executable program.
Check the spelling of the name, or if a path was included, verify that the path is correct and try again.
`,
  ],
  ['throw in it', `try { Invoke-Expression 'throw "x"' } catch { "caught $_" }`, `caught x`],
]);
