import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertTo-Csv', [
  [
    'values are quoted',
    `[pscustomobject]@{a=1;b='x y';c=$null;d='q"q';e=1.5;f=$true} | ConvertTo-Csv`,
    `
"a","b","c","d","e","f"
"1","x y",,"q""q","1.5","True"
`,
  ],
  [
    '-Delimiter',
    `[pscustomobject]@{a=1;b='x;y'} | ConvertTo-Csv -Delimiter ';'`,
    `
"a";"b"
"1";"x;y"
`,
  ],
  [
    '-UseQuotes AsNeeded',
    `[pscustomobject]@{a=1;b='x,y';c='q"q';d="l\`nm";e=' s '} | ConvertTo-Csv -UseQuotes AsNeeded`,
    `
a,b,c,d,e
1,"x,y","q""q","l
m", s
`,
  ],
  [
    '-UseQuotes Never',
    `[pscustomobject]@{a=1;b='x,y';c='q"q'} | ConvertTo-Csv -UseQuotes Never`,
    `
a,b,c
1,x,y,q"q
`,
  ],
  [
    '-QuoteFields',
    `[pscustomobject]@{a=1;b='x,y';c='q'} | ConvertTo-Csv -QuoteFields c`,
    `
a,b,"c"
1,x,y,"q"
`,
  ],
  [
    '-IncludeTypeInformation',
    `[pscustomobject]@{a=1} | ConvertTo-Csv -IncludeTypeInformation`,
    `
#TYPE System.Management.Automation.PSCustomObject
"a"
"1"
`,
  ],
  [
    '-NoTypeInformation changes nothing',
    `[pscustomobject]@{a=1} | ConvertTo-Csv -NoTypeInformation`,
    `
"a"
"1"
`,
  ],
  [
    '-NoTypeInformation -IncludeTypeInformation exclude each other',
    `[pscustomobject]@{a=1} | ConvertTo-Csv -NoTypeInformation -IncludeTypeInformation`,
    `error CannotSpecifyIncludeTypeInformationAndNoTypeInformation,Microsoft.PowerShell.Commands.ConvertToCsvCommand: You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.`,
  ],
  [
    '-QuoteFields -UseQuotes exclude each other',
    `[pscustomobject]@{a=1} | ConvertTo-Csv -QuoteFields a -UseQuotes Never`,
    `error CannotSpecifyQuoteFieldsAndUseQuotes,Microsoft.PowerShell.Commands.ConvertToCsvCommand: You must specify either the -UseQuotes or -QuoteFields parameters, but not both.`,
  ],
  [
    'the first object decides the columns',
    `[pscustomobject]@{a=1;b=2},[pscustomobject]@{b=3;c=4} | ConvertTo-Csv`,
    `
"a","b"
"1","2"
,"3"
`,
  ],
  [
    '-UseCulture',
    `[pscustomobject]@{a=1;b=2} | ConvertTo-Csv -UseCulture`,
    `
"a","b"
"1","2"
`,
  ],
  ['-NoHeader', `[pscustomobject]@{a=1;b=2} | ConvertTo-Csv -NoHeader`, `"1","2"`],
  [
    'lists and dates as text',
    `[pscustomobject]@{a=1,2;b=[datetime]'2020-01-02T03:04:05';c=[pscustomobject]@{x=1};d=@{k=1}} | ConvertTo-Csv`,
    `
"a","b","c","d"
"System.Object[]","01/02/2020 03:04:05","@{x=1}","System.Collections.Hashtable"
`,
  ],
  [
    "a hashtable's keys are columns",
    `[ordered]@{a=1;b=2} | ConvertTo-Csv`,
    `
"a","b"
"1","2"
`,
  ],
  [
    'text has only a length',
    `'abc' | ConvertTo-Csv`,
    `
"Length"
"3"
`,
  ],
  [
    '-InputObject is one object',
    `(ConvertTo-Csv -InputObject @(1,2))[0]`,
    `"Length","LongLength","Rank","SyncRoot","IsReadOnly","IsFixedSize","IsSynchronized","Count"`,
  ],
  [
    'a prefix of a parameter',
    `[pscustomobject]@{a=1} | ConvertTo-Csv -NoType -Delim "\`t"`,
    `
"a"
"1"
`,
  ],
  [
    'header names are escaped',
    `[pscustomobject]@{'a"b'=1;'c,d'=2} | ConvertTo-Csv`,
    `
"a""b","c,d"
"1","2"
`,
  ],
  ['an object without properties', `[pscustomobject]@{} | ConvertTo-Csv`, ``],
  [
    'null is skipped',
    `$null | ConvertTo-Csv`,
    `error ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.ConvertToCsvCommand: Cannot bind argument to parameter 'InputObject' because it is null.`,
  ],
  [
    '-QuoteFields of a missing field',
    `[pscustomobject]@{a=1;b='x'} | ConvertTo-Csv -QuoteFields zz`,
    `
a,b
1,x
`,
  ],
]);
