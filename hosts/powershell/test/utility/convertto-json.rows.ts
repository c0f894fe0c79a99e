import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertTo-Json', [
  [
    'an object',
    `[pscustomobject]@{a=1;b='x';c=$null;d=$true;e=1.5} | ConvertTo-Json`,
    `
{
  "a": 1,
  "b": "x",
  "c": null,
  "d": true,
  "e": 1.5
}
`,
  ],
  [
    '-Compress',
    `[pscustomobject]@{a=1;b=@(1,2);c=@{k='v'}} | ConvertTo-Json -Compress`,
    `{"a":1,"b":[1,2],"c":{"k":"v"}}`,
  ],
  [
    'a list in the pipeline is an array',
    `1,2,3 | ConvertTo-Json`,
    `
[
  1,
  2,
  3
]
`,
  ],
  ['one object in the pipeline is no array', `1 | ConvertTo-Json`, `1`],
  ['-AsArray', `1 | ConvertTo-Json -AsArray -Compress`, `[1]`],
  ['-InputObject with a list', `ConvertTo-Json -InputObject @(1) -Compress`, `[1]`],
  [
    'empty lists and tables',
    `[ordered]@{a=@();b=@{}} | ConvertTo-Json`,
    `
{
  "a": [],
  "b": {}
}
`,
  ],
  [
    'deeper than the default depth gives text and a warning',
    `@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Compress`,
    `
{"a":{"b":{"c":"System.Collections.Hashtable"}}}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 2.
`,
  ],
  ['-Depth', `@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Depth 5 -Compress`, `{"a":{"b":{"c":{"d":1}}}}`],
  [
    '-Depth 1',
    `@{a=@{b=@{c=1}}} | ConvertTo-Json -Depth 1 -Compress`,
    `
{"a":{"b":"System.Collections.Hashtable"}}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 1.
`,
  ],
  [
    '-Depth 0',
    `[pscustomobject]@{a=@{b=1};c=2} | ConvertTo-Json -Depth 0 -Compress`,
    `
{"a":"System.Collections.Hashtable","c":2}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 0.
`,
  ],
  [
    '-EnumsAsStrings',
    `[ordered]@{a=[DayOfWeek]::Monday} | ConvertTo-Json -EnumsAsStrings -Compress`,
    `{"a":"Monday"}`,
  ],
  ['enumerations are numbers', `[ordered]@{a=[DayOfWeek]::Monday} | ConvertTo-Json -Compress`, `{"a":1}`],
  [
    'dates',
    `[ordered]@{u=[datetime]::new(2020,1,2,3,4,5,6,'Utc');l=[datetime]::new(2020,1,2,3,4,5,'Unspecified');o=[datetimeoffset]::new(2020,1,2,3,4,5,[timespan]'02:00')} | ConvertTo-Json`,
    `error MethodArgumentConversionInvalidCastArgument: Cannot convert argument "microsecond", with value: "Utc", for ".ctor" to type "System.Int32": "Cannot convert value "Utc" to type "System.Int32". Error: "The input string 'Utc' was not in a correct format.""`,
  ],
  [
    'time spans, ids, versions, addresses',
    `[ordered]@{g=[guid]'11111111-2222-3333-4444-555555555555';v=[version]'1.2';u=[uri]'http://a/b c'} | ConvertTo-Json`,
    `
{
  "g": "11111111-2222-3333-4444-555555555555",
  "v": {
    "Major": 1,
    "Minor": 2,
    "Build": -1,
    "Revision": -1,
    "MajorRevision": -1,
    "MinorRevision": -1
  },
  "u": "http://a/b c"
}
`,
  ],
  [
    'a time span',
    `[timespan]::FromMinutes(90) | ConvertTo-Json -Compress`,
    `{"Ticks":54000000000,"Days":0,"Hours":1,"Milliseconds":0,"Microseconds":0,"Nanoseconds":0,"Minutes":30,"Seconds":0,"TotalDays":0.0625,"TotalHours":1.5,"TotalMilliseconds":5400000.0,"TotalMicroseconds":5400000000.0,"TotalNanoseconds":5400000000000.0,"TotalMinutes":90.0,"TotalSeconds":5400.0}`,
  ],
  ['escapes', `"a\`"b\\c/\`n\`t<>&'é€" | ConvertTo-Json`, `"a\\"b\\\\c/\\n\\t<>&'é€"`],
  [
    '-EscapeHandling EscapeNonAscii',
    `"<é€>" | ConvertTo-Json -EscapeHandling EscapeNonAscii`,
    `"<\\u00e9\\u20ac>"`,
  ],
  [
    '-EscapeHandling EscapeHtml',
    `"<é'&>" | ConvertTo-Json -EscapeHandling EscapeHtml`,
    `"\\u003cé\\u0027\\u0026\\u003e"`,
  ],
  ['null', `$null | ConvertTo-Json`, `null`],
  ['null in a list', `1,$null,'x' | ConvertTo-Json -Compress`, `[1,null,"x"]`],
  [
    'numbers of all kinds',
    `[ordered]@{i=[long]5;d=1e20;m=1.10d;f=[float]0.1;b=[byte]7;big=[bigint]::Pow(10,25);nan=[double]::NaN;inf=[double]::PositiveInfinity} | ConvertTo-Json`,
    `
{
  "i": 5,
  "d": 1E+20,
  "m": 1.10,
  "f": 0.1,
  "b": 7,
  "big": 10000000000000000000000000,
  "nan": "NaN",
  "inf": "Infinity"
}
`,
  ],
  ['whole doubles keep their point', `2.0 | ConvertTo-Json`, `2.0`],
  ['characters and booleans', `[char]'x',$false | ConvertTo-Json -Compress`, `["x",false]`],
  ['an ordered table keeps its order', `[ordered]@{z=1;a=2} | ConvertTo-Json -Compress`, `{"z":1,"a":2}`],
  ['nested lists', `,@(@(1,2),@(3)) | ConvertTo-Json -Compress`, `[[1,2],[3]]`],
  [
    'a list of objects',
    `[pscustomobject]@{a=1},[pscustomobject]@{a=2} | ConvertTo-Json`,
    `
[
  {
    "a": 1
  },
  {
    "a": 2
  }
]
`,
  ],
  [
    'selected properties',
    `[pscustomobject]@{a=1;b=2} | Select-Object b | ConvertTo-Json -Compress`,
    `{"b":2}`,
  ],
  [
    'a class of a script',
    `class P { [string]$n='x'; [int]$i=3; hidden [int]$h=4 }; [P]::new() | ConvertTo-Json -Compress`,
    `{"n":"x","i":3,"h":4}`,
  ],
  [
    'text with added properties',
    `$s = [psobject]'abc'; $s.psobject.properties.add([psnoteproperty]::new('extra',1)); $s | ConvertTo-Json -Compress`,
    `"abc"`,
  ],
  [
    'a list with added properties',
    `$s = [psobject]@(1,2); ConvertTo-Json -Compress -InputObject @{x=$s}`,
    `{"x":[1,2]}`,
  ],
  ['empty text', `'' | ConvertTo-Json`, `""`],
  ['keys that need escapes', `@{'a"b'=1} | ConvertTo-Json -Compress`, `{"a\\"b":1}`],
  [
    'keys that are no text',
    `@{1='x'} | ConvertTo-Json -Compress`,
    `error NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand: The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`,
  ],
  [
    'generic lists and dictionaries',
    `$l=[System.Collections.Generic.List[int]]::new(); $l.Add(4); $d=[System.Collections.Generic.Dictionary[string,int]]::new(); $d['k']=1; [ordered]@{l=$l;d=$d} | ConvertTo-Json -Compress`,
    `{"l":[4],"d":{"k":1}}`,
  ],
  [
    'a script block and a type',
    `[ordered]@{t=[int]} | ConvertTo-Json -Depth 0 -Compress`,
    `
{"t":"int"}

warning: Resulting JSON is truncated as serialization has exceeded the set depth of 0.
`,
  ],
  ['empty pipeline gives nothing', `@() | ConvertTo-Json`, ``],
  [
    '-Depth over 100 is refused',
    `1 | ConvertTo-Json -Depth 101`,
    `error ParameterArgumentValidationError,Microsoft.PowerShell.Commands.ConvertToJsonCommand: Cannot validate argument on parameter 'Depth'. The 101 argument is greater than the maximum allowed range of 100. Supply an argument that is less than or equal to 100 and then try the command again.`,
  ],
  [
    'objects of more than one level, indented',
    `[ordered]@{a=[ordered]@{b=1,2;c=@(@{x=1})}} | ConvertTo-Json -Depth 4`,
    `
{
  "a": {
    "b": [
      1,
      2
    ],
    "c": [
      {
        "x": 1
      }
    ]
  }
}
`,
  ],
  [
    'a file, with what the types add',
    `[IO.File]::WriteAllText("$pwd/x.txt",'abc'); $f = [IO.FileInfo]"$pwd/x.txt" | Select-Object Name,Length,BaseName,Mode; $f | ConvertTo-Json`,
    `
{
  "Name": "x.txt",
  "Length": 3,
  "BaseName": "x",
  "Mode": "-----"
}
`,
  ],
  [
    'dates of each kind',
    `[datetime]::new(2020,1,2,3,4,5,6,'Utc'),[datetime]::new(2020,1,2,3,4,5,'Unspecified') | ConvertTo-Json -Compress`,
    `error MethodArgumentConversionInvalidCastArgument: Cannot convert argument "microsecond", with value: "Utc", for ".ctor" to type "System.Int32": "Cannot convert value "Utc" to type "System.Int32". Error: "The input string 'Utc' was not in a correct format.""`,
  ],
  [
    'an object with a script property',
    `$o = [pscustomobject]@{a=2}; $o.psobject.properties.add([psscriptproperty]::new('twice',{ $this.a * 2 })); $o | ConvertTo-Json -Compress`,
    `{"a":2,"twice":4}`,
  ],
  [
    'XML by its adapter',
    `[xml]'<a b="1"><c>x</c></a>' | % { $_.a } | Select-Object b,c | ConvertTo-Json -Compress`,
    `{"b":"1","c":"x"}`,
  ],
  [
    'a table of data',
    `$t=[System.Data.DataTable]::new(); [void]$t.Columns.Add('n',[int]); [void]$t.Rows.Add(5); ($t.Rows | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json).n`,
    `5`,
  ],
  [
    "the properties of an exception's type",
    `[ordered]@{e=[pscustomobject]@{m='x';n=[ordered]@{deep=@(1,@(2,@(3)))}}} | ConvertTo-Json -Compress -WarningAction SilentlyContinue`,
    `{"e":{"m":"x","n":{"deep":"1 System.Object[]"}}}`,
  ],
  ['long enumerations are text', `enum Big : long { a = 5 }; [Big]::a | ConvertTo-Json`, `"a"`],
  [
    'an ip address',
    `[ipaddress]'10.0.0.1' | Select-Object AddressFamily | ConvertTo-Json -Compress`,
    `{"AddressFamily":2}`,
  ],
]);
