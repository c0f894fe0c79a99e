import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: ConvertTo-Json', [
  [
    `[pscustomobject]@{A=1;B='x';C=@(1,2);D=@{q=1};E=$null;F=$true;G=[datetime]'2024-01-02T03:04:05Z';H=1.5;I=[guid]'00000000-0000-0000-0000-000000000001';J=[timespan]'1:2:3';K='a"b\\c';L='<>&''';M="\`n\`t"} | ConvertTo-Json`,
    `{
  "A": 1,
  "B": "x",
  "C": [
    1,
    2
  ],
  "D": {
    "q": 1
  },
  "E": null,
  "F": true,
  "G": "2024-01-02T03:04:05+00:00",
  "H": 1.5,
  "I": "00000000-0000-0000-0000-000000000001",
  "J": {
    "Ticks": 37230000000,
    "Days": 0,
    "Hours": 1,
    "Milliseconds": 0,
    "Microseconds": 0,
    "Nanoseconds": 0,
    "Minutes": 2,
    "Seconds": 3,
    "TotalDays": 0.043090277777777776,
    "TotalHours": 1.0341666666666667,
    "TotalMilliseconds": 3723000.0,
    "TotalMicroseconds": 3723000000.0,
    "TotalNanoseconds": 3723000000000.0,
    "TotalMinutes": 62.05,
    "TotalSeconds": 3723.0
  },
  "K": "a\\"b\\\\c",
  "L": "<>&'",
  "M": "\\n\\t"
}`,
  ],
  [`ConvertTo-Json @()`, `[]`],
  [
    `ConvertTo-Json @(1)`,
    `[
  1
]`,
  ],
  [`@(1) | ConvertTo-Json`, `1`],
  [
    `@(1) | ConvertTo-Json -AsArray`,
    `[
  1
]`,
  ],
  [`1,2 | ConvertTo-Json -Compress`, `[1,2]`],
  [`$null | ConvertTo-Json`, `null`],
  [`'x' | ConvertTo-Json`, `"x"`],
  [
    `@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json`,
    `{
  "a": {
    "b": {
      "c": "System.Collections.Hashtable"
    }
  }
}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 2.`,
  ],
  [
    `@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Depth 1`,
    `{
  "a": {
    "b": "System.Collections.Hashtable"
  }
}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 1.`,
  ],
  [
    `@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Depth 0`,
    `{
  "a": "System.Collections.Hashtable"
}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 0.`,
  ],
  [`@{a=@(@(1,2),@(3))} | ConvertTo-Json -Compress -Depth 5`, `{"a":[[1,2],[3]]}`],
  [`[DayOfWeek]::Monday | ConvertTo-Json`, `1`],
  [
    `@{d=[DayOfWeek]::Monday} | ConvertTo-Json -EnumsAsStrings`,
    `{
  "d": "Monday"
}`,
  ],
  [`'ä€' | ConvertTo-Json -EscapeHandling EscapeNonAscii`, '"\\u00e4\\u20ac"'],
  [`'<a>' | ConvertTo-Json -EscapeHandling EscapeHtml`, '"\\u003ca\\u003e"'],
  [
    `[ordered]@{z=1;a=[ordered]@{}; b=@()} | ConvertTo-Json`,
    `{
  "z": 1,
  "a": {},
  "b": []
}`,
  ],
  [
    `@{1='a'} | ConvertTo-Json -Compress`,
    `error NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand: The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`,
  ],
  [
    `[long]::MaxValue,[decimal]1.10,[double]::NaN,[single]1.1,1e20 | ConvertTo-Json -Compress`,
    `[9223372036854775807,1.1,"NaN",1.1,1E+20]`,
  ],
  [
    `[version]'1.2.3' | ConvertTo-Json -Compress`,
    `{"Major":1,"Minor":2,"Build":3,"Revision":-1,"MajorRevision":-1,"MinorRevision":-1}`,
  ],
  [`[uri]'http://a/b' | ConvertTo-Json -Compress`, `"http://a/b"`],
  [`(Get-Date '2024-01-02') | ConvertTo-Json -Compress`, `"2024-01-02T00:00:00"`],
  [`@{d=(Get-Date '2024-01-02')} | ConvertTo-Json -Compress`, `{"d":"2024-01-02T00:00:00"}`],
  [`[pscustomobject]@{A=[pscustomobject]@{B=1}} | ConvertTo-Json -Compress`, `{"A":{"B":1}}`],
  [`,@(1,2) | ConvertTo-Json -Compress`, `[1,2]`],
  [`[Collections.Generic.List[object]]@(1,'a') | ConvertTo-Json -Compress`, `[1,"a"]`],
  [`[char]'a', [byte]1, [intptr]3 | ConvertTo-Json -Compress`, `["a",1,{"value":3}]`],
  [
    `[Text.StringBuilder]'abc' | ConvertTo-Json -Compress`,
    `{"Capacity":16,"MaxCapacity":2147483647,"Length":3}`,
  ],
  [
    `[xml]'<a><b>1</b></a>' | ConvertTo-Json -Compress -Depth 1`,
    `[["System.Xml.XmlElement"]]

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 1.`,
  ],
]);
