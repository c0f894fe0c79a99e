import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Get-Member', [
  [
    'a custom object',
    `[pscustomobject]@{b=1;a='x'} | Get-Member`,
    `
   TypeName: System.Management.Automation.PSCustomObject

Name        MemberType   Definition
----        ----------   ----------
Equals      Method       bool Equals(System.Object obj)
GetHashCode Method       int GetHashCode()
GetType     Method       type GetType()
ToString    Method       string ToString()
a           NoteProperty string a=x
b           NoteProperty int b=1
`,
  ],
  [
    '-MemberType',
    `[pscustomobject]@{b=1;a='x'} | Get-Member -MemberType NoteProperty | ForEach-Object Name`,
    `
a
b
`,
  ],
  [
    '-Name with a wildcard',
    `'x' | Get-Member -Name Sub*`,
    `
   TypeName: System.String

Name      MemberType Definition
----      ---------- ----------
Substring Method     string Substring(int startIndex), string Substring(int startIndex, int length)
`,
  ],
  [
    '-MemberType Properties',
    `'x' | Get-Member -MemberType Properties`,
    `
   TypeName: System.String

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}
`,
  ],
  [
    '-Static',
    `[guid] | Get-Member -Static -Name New*`,
    `
   TypeName: System.Guid

Name    MemberType Definition
----    ---------- ----------
new     Method     guid new(byte[] b), guid new(System.ReadOnlySpan[byte] b), guid new(System.ReadOnlySpan[byte] b, boo…
NewGuid Method     static guid NewGuid()
`,
  ],
  [
    '-Static of a value',
    `[datetime]::MinValue | Get-Member -Static -MemberType Property | ForEach-Object Name`,
    `
MaxValue
MinValue
Now
Today
UnixEpoch
UtcNow
`,
  ],
  [
    '-InputObject is one object',
    `Get-Member -InputObject @(1,2) -Name Length`,
    `
   TypeName: System.Object[]

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}
`,
  ],
  [
    'each type once',
    `1,2,'x' | Get-Member -MemberType Property | ForEach-Object { "$($_.TypeName) $($_.Name)" }`,
    `System.String Length`,
  ],
  [
    'nothing to look at',
    `@() | Get-Member`,
    `error NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand: You must specify an object for the Get-Member cmdlet.`,
  ],
  [
    '-Force shows hidden members',
    `'x' | Get-Member -Force -Name get_Length,pstypenames | ForEach-Object { "$($_.Name) $($_.MemberType)" }`,
    `
get_Length Method
pstypenames CodeProperty
`,
  ],
  [
    '-View Extended',
    `$o = 'x' | Add-Member n 5 -PassThru; $o | Get-Member -View Extended`,
    `
   TypeName: System.String

Name MemberType   Definition
---- ----------   ----------
n    NoteProperty int n=5
`,
  ],
  [
    '-View Base',
    `'x' | Get-Member -View Base -Name Length`,
    `
   TypeName: System.String

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}
`,
  ],
  [
    'definitions of properties and methods',
    `[timespan]::Zero | Get-Member -Name Days,Negate,Compare* | ForEach-Object Definition`,
    `
int Days {get;}
timespan Negate()
int CompareTo(System.Object value), int CompareTo(timespan value), int IComparable.CompareTo(System.Object obj), int IComparable[timespan].CompareTo(timespan other)
`,
  ],
  [
    "names of a member's properties",
    `1 | Get-Member -Name ToString | Format-List`,
    `
TypeName   : System.Int32
Name       : ToString
MemberType : Method
Definition : string ToString(), string ToString(string format), string ToString(System.IFormatProvider provider), string
              ToString(string format, System.IFormatProvider provider), string IConvertible.ToString(System.IFormatProvi
             der provider), string IFormattable.ToString(string format, System.IFormatProvider formatProvider)
`,
  ],
  [
    'sorted by kind and name',
    `[datetime]::MinValue | Get-Member -Name D*,Add*,ToO* | ForEach-Object { "$($_.MemberType) $($_.Name)" }`,
    `
Method Deconstruct
Property Date
Property Day
Property DayOfWeek
Property DayOfYear
ScriptProperty DateTime
Method Add
Method AddDays
Method AddHours
Method AddMicroseconds
Method AddMilliseconds
Method AddMinutes
Method AddMonths
Method AddSeconds
Method AddTicks
Method AddYears
Method ToOADate
`,
  ],
  [
    'what a hashtable has',
    `@{a=1} | Get-Member -MemberType Property | ForEach-Object Name`,
    `
Count
IsFixedSize
IsReadOnly
IsSynchronized
Keys
SyncRoot
Values
`,
  ],
]);
