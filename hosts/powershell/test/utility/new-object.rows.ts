import { rowsOf } from '../rows.ts';

export const rows = rowsOf('New-Object', [
  [
    'a custom object with properties',
    `New-Object PSObject -Property ([ordered]@{a=1;b='x'})`,
    `
a b
- -
1 x
`,
  ],
  [
    '-TypeName PSCustomObject -Property',
    `New-Object -TypeName PSCustomObject -Property @{a=1}`,
    `
a
-
1
`,
  ],
  [
    'an empty custom object that gets members',
    `$o = New-Object PSObject; $o | Add-Member NoteProperty Name x; $o.GetType().Name; $o`,
    `
PSCustomObject

Name
----
x
`,
  ],
  ['-ArgumentList', `(New-Object DateTime -ArgumentList 2020,1,2).ToString('yyyy-MM-dd')`, `2020-01-02`],
  [
    'arguments by position',
    `New-Object System.Version 1,2,3`,
    `
Major  Minor  Build  Revision
-----  -----  -----  --------
1      2      3      -1
`,
  ],
  ['arguments in brackets', `New-Object System.Uri("http://a/b") | ForEach-Object AbsolutePath`, `/b`],
  ['a type without arguments', `(New-Object System.Collections.ArrayList).Count`, `0`],
  [
    'a list is given as it is',
    `$l = New-Object System.Collections.ArrayList; $l.GetType().Name`,
    `ArrayList`,
  ],
  ['a generic list', `$l = New-Object 'System.Collections.Generic.List[string]'; $l.Add('x'); $l`, `x`],
  [
    'a generic dictionary',
    `$d = New-Object 'System.Collections.Generic.Dictionary[string,int]'; $d['a']=1; $d.a`,
    `1`,
  ],
  ['an array', `(New-Object 'object[]' 3).Length`, `3`],
  [
    '-Property of a .NET object',
    `(New-Object System.UriBuilder -Property @{Host='h';Port=81;Scheme='http'}).Uri.ToString()`,
    `http://h:81/`,
  ],
  [
    'a type that is not there',
    `New-Object No.Such.Type`,
    `error TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand: Cannot find type [No.Such.Type]: verify that the assembly containing this type is loaded.`,
  ],
  [
    'no constructor fits',
    `New-Object System.Version -ArgumentList 'a','b','c','d','e','f'`,
    `error ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand: Cannot find an overload for "Version" and the argument count: "6".`,
  ],
  [
    'a constructor that throws',
    `New-Object System.Uri -ArgumentList 'not a uri'`,
    `error ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand: Exception calling ".ctor" with "1" argument(s): "Invalid URI: The format of the URI could not be determined."`,
  ],
  [
    'a property that is not there',
    `New-Object System.UriBuilder -Property @{Nope=1}`,
    `error InvalidOperationException,Microsoft.PowerShell.Commands.NewObjectCommand: The member "Nope" was not found for the specified .NET object.`,
  ],
  [
    'a value that does not fit a property',
    `New-Object System.UriBuilder -Property @{Port='x'}`,
    `error SetValueException,Microsoft.PowerShell.Commands.NewObjectCommand: The value supplied is not valid, or the property is read-only. Change the value, and then try again.`,
  ],
  ['a class of the script', `class P { [string]$n; P([string]$n){ $this.n=$n } }; (New-Object P 'z').n`, `z`],
  [
    '-ComObject is not there',
    `New-Object -ComObject Excel.Application`,
    `error NamedParameterNotFound,Microsoft.PowerShell.Commands.NewObjectCommand: A parameter cannot be found that matches parameter name 'ComObject'.`,
  ],
  ['a value type', `New-Object int`, `0`],
  [
    'a secure credential',
    `$c = New-Object System.Management.Automation.PSCredential('u', (New-Object System.Security.SecureString)); $c.UserName`,
    `u`,
  ],
  ['a text of repeated characters', `New-Object string 'x',3`, `xxx`],
  ['-Strict is known', `(Get-Command New-Object).Parameters.Keys -contains 'Strict'`, `True`],
]);
