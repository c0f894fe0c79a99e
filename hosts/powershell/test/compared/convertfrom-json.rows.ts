import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: ConvertFrom-Json and ConvertFrom-StringData', [
  [
    `'{"a":1,"b":[1,2,{"c":null}],"d":"2024-01-02T03:04:05Z","e":1.5,"f":true}' | ConvertFrom-Json`,
    `a : 1
b : {1, 2, @{c=}}
d : 01/02/2024 03:04:05
e : 1.5
f : True`,
  ],
  [
    `('{"a":1,"b":[1,2,{"c":null}],"d":"2024-01-02T03:04:05Z","e":1.5,"f":true}' | ConvertFrom-Json).d.GetType().Name`,
    `DateTime`,
  ],
  [`('{"d":"2024-01-02T03:04:05Z"}' | ConvertFrom-Json).d.Kind`, `Utc`],
  [`('{"d":"2024-01-02T03:04:05+02:00"}' | ConvertFrom-Json).d`, `Tuesday, 02 January 2024 01:04:05`],
  [`('{"d":"2024-01-02T03:04:05"}' | ConvertFrom-Json).d.Kind`, `Unspecified`],
  [`('{"d":"2024-01-02"}' | ConvertFrom-Json).d.GetType().Name`, `String`],
  [
    `'{"a":1' | ConvertFrom-Json`,
    `error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: Unexpected end when deserializing object. Path 'a', line 1, position 6.`,
  ],
  [
    `'{a:1}' | ConvertFrom-Json`,
    `a
-
1`,
  ],
  [`'' | ConvertFrom-Json`, ``],
  [`'[]' | ConvertFrom-Json`, ``],
  [`'[1,2]' | ConvertFrom-Json | Measure-Object | % Count`, `2`],
  [`'[1,2]' | ConvertFrom-Json -NoEnumerate | Measure-Object | % Count`, `1`],
  [
    `'{"a":{"b":1}}' | ConvertFrom-Json -AsHashtable | % { $_.GetType().Name; $_.a.b }`,
    `OrderedHashtable
1`,
  ],
  [
    `'{"a":1,"A":2}' | ConvertFrom-Json`,
    `error KeysWithDifferentCasingInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key 'a' was 'A'.`,
  ],
  [
    `'{"a":1,"A":2}' | ConvertFrom-Json -AsHashtable`,
    `Name                           Value
----                           -----
a                              1
A                              2`,
  ],
  [
    `'{"a":1,"a":2}' | ConvertFrom-Json`,
    `a
-
2`,
  ],
  [
    `'{"":1}' | ConvertFrom-Json`,
    `error EmptyKeyInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.`,
  ],
  [
    `'5','"x"','null','true' | % { $_ | ConvertFrom-Json }`,
    `5
x
True`,
  ],
  [
    `'{"a":12345678901234567890,"b":1e3,"c":123456789012}' | ConvertFrom-Json | % { $_.a.GetType().Name; $_.b.GetType().Name; $_.c.GetType().Name; $_.a }`,
    `BigInteger
Double
Int64
12345678901234567890`,
  ],
  [
    `"{\`n// c\`n'a':1,}" | ConvertFrom-Json`,
    `a
-
1`,
  ],
  [
    `'{"a":' , '1}' | ConvertFrom-Json`,
    `a
-
1`,
  ],
  [`'{"a":"\\u00e4\\n"}' | ConvertFrom-Json | % a`, `ä`],
  [
    `'{"d":"/Date(1700000000000)/"}' | ConvertFrom-Json | % { $_.d.GetType().Name; $_.d }`,
    `DateTime

Tuesday, 14 November 2023 22:13:20`,
  ],
  [
    `'{"d":"2024-01-02T03:04:05Z"}' | ConvertFrom-Json -DateKind String | % { $_.d.GetType().Name }`,
    `String`,
  ],
  [
    `'1' | ConvertFrom-Json -Depth 1; '[[1]]' | ConvertFrom-Json -Depth 1`,
    `1

error System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: The reader's MaxDepth of 1 has been exceeded. Path '[0]', line 1, position 2.`,
  ],
  [
    `ConvertFrom-StringData 'a:1' -Delimiter ':'`,
    `Name                           Value
----                           -----
a                              1`,
  ],
  [
    `ConvertFrom-StringData 'a'`,
    `error InvalidOperation,Microsoft.PowerShell.Commands.ConvertFromStringDataCommand: Data line 'a' is not in 'name=value' format.`,
  ],
]);
