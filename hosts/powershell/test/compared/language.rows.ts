import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Get-Verb, Get-PSCallStack, Get-Content -Wait', [
  [
    `Get-Verb | Measure-Object | % Count; Get-Verb -Verb Ad* ; Get-Verb -Group Security | % Verb; (Get-Verb Get).GetType().FullName`,
    `100

Verb AliasPrefix Group  Description
---- ----------- -----  -----------
Add  a           Common Adds a resource to a container, or attaches an item to another item
Block
Grant
Protect
Revoke
Unblock
Unprotect
System.Management.Automation.VerbInfo`,
  ],
  [
    `Get-Verb Get, Set`,
    `Verb AliasPrefix Group  Description
---- ----------- -----  -----------
Get  g           Common Specifies an action that retrieves a resource
Set  s           Common Replaces data on an existing resource or creates a resource that contains some data`,
  ],
  [
    `function f { g }; function g { Get-PSCallStack | % { "$($_.Command) $($_.Location)" } }; f`,
    `g <No file>
f <No file>
<ScriptBlock> <No file>`,
  ],
  [
    `Set-Content w.txt 1,2; $j = Start-ThreadJob { Set-Location $using:PWD; Start-Sleep -Milliseconds 700; Add-Content w.txt 3; Start-Sleep -Milliseconds 700; Add-Content w.txt 4 }; Get-Content w.txt -Wait | Select-Object -First 4; 'end'`,
    `1
2
3
4
end`,
  ],
  [`Set-Content w.txt 1,2,3; Get-Content w.txt -Wait -Tail 1 | Select-Object -First 1`, `3`],
]);
