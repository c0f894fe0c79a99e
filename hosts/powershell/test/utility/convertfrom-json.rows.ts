import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertFrom-Json', [
  [
    'an object',
    `'{"a":1,"b":"x","c":null,"d":true}' | ConvertFrom-Json`,
    `
a b c    d
- - -    -
1 x   True
`,
  ],
  [
    'types of values',
    `$x = '{"i":1,"l":12345678901,"f":1.5,"s":"x","b":true,"a":[1],"o":{},"big":123456789012345678901234567890,"e":1e3}' | ConvertFrom-Json; $x.psobject.properties | % { "$($_.name) $($_.value.gettype().name)" }`,
    `
i Int64
l Int64
f Double
s String
b Boolean
a Object[]
o PSCustomObject
big BigInteger
e Double
`,
  ],
  ['an array is enumerated', `'[1,2,3]' | ConvertFrom-Json | Measure-Object | % Count`, `3`],
  ['-NoEnumerate', `'[1,2,3]' | ConvertFrom-Json -NoEnumerate | Measure-Object | % Count`, `1`],
  [
    '-AsHashtable',
    `$h = '{"b":1,"a":{"c":2}}' | ConvertFrom-Json -AsHashtable; $h.GetType().Name; $h.keys -join ','; $h.a.c`,
    `
OrderedHashtable
b,a
2
`,
  ],
  [
    '-AsHashtable takes keys that differ by case',
    `$h = '{"a":1,"A":2}' | ConvertFrom-Json -AsHashtable; $h['a']; $h['A']`,
    `
1
2
`,
  ],
  [
    'keys that differ by case are an error',
    `'{"a":1,"A":2}' | ConvertFrom-Json`,
    `error KeysWithDifferentCasingInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key 'a' was 'A'.`,
  ],
  [
    'a repeated key',
    `'{"a":1,"a":2}' | ConvertFrom-Json`,
    `
a
-
2
`,
  ],
  [
    'an empty key',
    `'{"":1}' | ConvertFrom-Json`,
    `error EmptyKeyInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.`,
  ],
  ['an empty key with -AsHashtable', `('{"":1}' | ConvertFrom-Json -AsHashtable)['']`, `1`],
  [
    'dates',
    `$x='{"u":"2020-01-02T03:04:05Z","o":"2020-01-02T03:04:05+02:00","l":"2020-01-02T03:04:05","t":"2020-01-02"}' | ConvertFrom-Json; $x.psobject.properties | % { "$($_.name) $($_.value.gettype().name) $($_.value.kind) $($_.value.ToString('o'))" }`,
    `
u DateTime Utc 2020-01-02T03:04:05.0000000Z
o DateTime Local 2020-01-02T01:04:05.0000000+00:00
l DateTime Unspecified 2020-01-02T03:04:05.0000000
t String

error MethodCountCouldNotFindBest: Cannot find an overload for "ToString" and the argument count: "1".
`,
  ],
  [
    '-DateKind String',
    `('{"u":"2020-01-02T03:04:05Z"}' | ConvertFrom-Json -DateKind String).u`,
    `2020-01-02T03:04:05Z`,
  ],
  [
    '-DateKind Offset',
    `('{"u":"2020-01-02T03:04:05+01:00"}' | ConvertFrom-Json -DateKind Offset).u.GetType().Name`,
    `DateTimeOffset`,
  ],
  [
    '-DateKind Utc',
    `('{"u":"2020-01-02T03:04:05+01:00"}' | ConvertFrom-Json -DateKind Utc).u.ToString('o')`,
    `2020-01-02T02:04:05.0000000Z`,
  ],
  [
    'lines of the pipeline are one text',
    `'{','"a":1','}' | ConvertFrom-Json`,
    `
a
-
1
`,
  ],
  [
    'each line a text of its own',
    `'{"a":1}','{"a":2}' | ConvertFrom-Json`,
    `
a
-
1
2
`,
  ],
  [
    'what is no JSON is an error',
    `'{"a":' | ConvertFrom-Json`,
    `error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: Unexpected end when deserializing object. Path 'a', line 1, position 5.`,
  ],
  [
    'plain words are an error',
    `'hello' | ConvertFrom-Json`,
    `error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: Unexpected character encountered while parsing value: h. Path '', line 0, position 0.`,
  ],
  ['empty text gives nothing', `'' | ConvertFrom-Json`, ``],
  ['null gives null', `$null -eq ('null' | ConvertFrom-Json)`, `True`],
  [
    'single values',
    `'"x"' | ConvertFrom-Json; '5' | ConvertFrom-Json; 'true' | ConvertFrom-Json`,
    `
x
5
True
`,
  ],
  [
    'comments and trailing commas',
    `"{ // c\`n \`"a\`": 1, /* d */ \`"b\`": [1,2,], }" | ConvertFrom-Json | ConvertTo-Json -Compress`,
    `{"a":1,"b":[1,2]}`,
  ],
  [
    '-Depth',
    `'{"a":{"b":{"c":1}}}' | ConvertFrom-Json -Depth 2`,
    `error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: The reader's MaxDepth of 2 has been exceeded. Path 'a.b', line 1, position 11.`,
  ],
  [
    'nested',
    `('{"value":[{"id":1,"tags":["x","y"]},{"id":2,"tags":[]}]}' | ConvertFrom-Json).value | ForEach-Object { "$($_.id): $($_.tags -join '+')" }`,
    `
1: x+y
2:
`,
  ],
  [
    '-InputObject',
    `ConvertFrom-Json -InputObject '{"a":"b"}'`,
    `
a
-
b
`,
  ],
  [
    'round trip',
    `$x = [ordered]@{a=1;b=@('x',2.5);c=[ordered]@{d=$null}} | ConvertTo-Json | ConvertFrom-Json; $x | ConvertTo-Json -Compress`,
    `{"a":1,"b":["x",2.5],"c":{"d":null}}`,
  ],
  [
    'escapes',
    `'"\\u00e9\\n\\"\\/"' | ConvertFrom-Json`,
    `
é
"/
`,
  ],
  [
    'single quotes',
    `"{'a':1}" | ConvertFrom-Json`,
    `
a
-
1
`,
  ],
  [
    'two documents in one text',
    `'{"a":1}{"b":2}' | ConvertFrom-Json`,
    `error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: Additional text encountered after finished reading JSON content: {. Path '', line 1, position 7.`,
  ],
]);
