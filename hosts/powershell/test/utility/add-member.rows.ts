import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Add-Member', [
  [
    'a note property by position',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member NoteProperty b 2; $o`,
    `
a b
- -
1 2
`,
  ],
  [
    '-MemberType -Name -Value',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member -MemberType NoteProperty -Name b -Value 2; $o.b`,
    `2`,
  ],
  [
    '-NotePropertyName -NotePropertyValue',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member -NotePropertyName b -NotePropertyValue 2; $o.b`,
    `2`,
  ],
  ['name and value alone', `$o = [pscustomobject]@{a=1}; $o | Add-Member b 2; $o.b`, `2`],
  [
    '-NotePropertyMembers',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member ([ordered]@{b=2;c=3}); $o`,
    `
a b c
- - -
1 2 3
`,
  ],
  [
    '-PassThru',
    `[pscustomobject]@{a=1} | Add-Member b 2 -PassThru`,
    `
a b
- -
1 2
`,
  ],
  [
    'a name that is there is an error',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member a 2; $o.a`,
    `
1

error MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand: Cannot add a member with the name "a" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.
`,
  ],
  ['-Force replaces', `$o = [pscustomobject]@{a=1}; $o | Add-Member a 2 -Force; $o.a`, `2`],
  [
    '-MemberType ScriptProperty',
    `$o = [pscustomobject]@{a=2}; $o | Add-Member ScriptProperty sq { $this.a * $this.a }; $o.sq`,
    `4`,
  ],
  [
    'a script property with a setter',
    `$o = [pscustomobject]@{a=2}; $o | Add-Member ScriptProperty p { $this.a } -SecondValue { param($v) $this.a = $v }; $o.p = 9; $o.a`,
    `9`,
  ],
  [
    '-MemberType ScriptMethod',
    `$o = [pscustomobject]@{a=2}; $o | Add-Member ScriptMethod add { param($n) $this.a + $n }; $o.add(5)`,
    `7`,
  ],
  ['-MemberType AliasProperty', `$o = [pscustomobject]@{a=2}; $o | Add-Member AliasProperty z a; $o.z`, `2`],
  [
    '-MemberType PropertySet',
    `$o = [pscustomobject]@{a=2;b=3;c=4}; $o | Add-Member PropertySet ps ([string[]]('a','c')); $o | Select-Object ps`,
    `
a c
- -
2 4
`,
  ],
  [
    '-TypeName',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member -TypeName My.Type; $o.pstypenames[0]`,
    `My.Type`,
  ],
  [
    '-TypeName with a property',
    `$o = [pscustomobject]@{a=1} | Add-Member b 2 -TypeName My.Type -PassThru; $o.pstypenames[0]; $o.b`,
    `
My.Type
2
`,
  ],
  [
    '-InputObject',
    `$o = [pscustomobject]@{a=1}; Add-Member -InputObject $o -MemberType NoteProperty -Name b -Value 2 -Force; $o.b`,
    `2`,
  ],
  [
    'to text',
    `$s = 'abc' | Add-Member n 5 -PassThru; $s; $s.n`,
    `
abc
5
`,
  ],
  [
    '-Value of null',
    `$o = [pscustomobject]@{a=1}; $o | Add-Member -MemberType NoteProperty -Name b -Value $null; $null -eq $o.b`,
    `True`,
  ],
  ['an alias of what is not there', `$o = [pscustomobject]@{a=2}; $o | Add-Member AliasProperty z nope`, ``],
  [
    'the value of a list',
    `$o = [pscustomobject]@{}; $o | Add-Member -Type NoteProperty -Name l -Value @(1,2); $o.l.Count`,
    `2`,
  ],
  [
    '-MemberType is required with -Name',
    `[pscustomobject]@{a=2} | Add-Member -MemberType Method x`,
    `error CannotAddMemberType,Microsoft.PowerShell.Commands.AddMemberCommand: Cannot add a member with type "Method". Specify a different type for the MemberTypes parameter.`,
  ],
]);
