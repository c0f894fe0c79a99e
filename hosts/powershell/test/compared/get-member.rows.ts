import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Get-Member', [
  [
    `[pscustomobject]@{A=1;B='x'} | Get-Member`,
    `   TypeName: System.Management.Automation.PSCustomObject

Name        MemberType   Definition
----        ----------   ----------
Equals      Method       bool Equals(System.Object obj)
GetHashCode Method       int GetHashCode()
GetType     Method       type GetType()
ToString    Method       string ToString()
A           NoteProperty int A=1
B           NoteProperty string B=x`,
  ],
  [
    `'x' | Get-Member -Name Len*`,
    `   TypeName: System.String

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}`,
  ],
  [
    `'x' | Get-Member -MemberType Property`,
    `   TypeName: System.String

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}`,
  ],
  [
    `'x' | Get-Member -Static -Name Is*`,
    `   TypeName: System.String

Name               MemberType Definition
----               ---------- ----------
IsInterned         Method     static string IsInterned(string str)
IsNullOrEmpty      Method     static bool IsNullOrEmpty(string value)
IsNullOrWhiteSpace Method     static bool IsNullOrWhiteSpace(string value)`,
  ],
  [
    `@{a=1} | Get-Member -MemberType Property`,
    `   TypeName: System.Collections.Hashtable

Name           MemberType Definition
----           ---------- ----------
Count          Property   int Count {get;}
IsFixedSize    Property   bool IsFixedSize {get;}
IsReadOnly     Property   bool IsReadOnly {get;}
IsSynchronized Property   bool IsSynchronized {get;}
Keys           Property   System.Collections.ICollection Keys {get;}
SyncRoot       Property   System.Object SyncRoot {get;}
Values         Property   System.Collections.ICollection Values {get;}`,
  ],
  [
    `1,'a' | Get-Member -Name CompareTo`,
    `   TypeName: System.Int32

Name      MemberType Definition
----      ---------- ----------
CompareTo Method     int CompareTo(System.Object value), int CompareTo(int value), int IComparable.CompareTo(System.Obj…

   TypeName: System.String

Name      MemberType Definition
----      ---------- ----------
CompareTo Method     int CompareTo(System.Object value), int CompareTo(string strB), int IComparable.CompareTo(System.O…`,
  ],
  [
    `Get-Member -InputObject (1,2) -Name Count, Length`,
    `   TypeName: System.Object[]

Name   MemberType Definition
----   ---------- ----------
Count  Property   int Count {get;}
Length Property   int Length {get;}`,
  ],
  [
    `@() | Get-Member`,
    `error NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand: You must specify an object for the Get-Member cmdlet.`,
  ],
  [`[pscustomobject]@{A=1} | Get-Member -MemberType NoteProperty | % Definition`, `int A=1`],
  [
    `[pscustomobject]@{A=[datetime]'2024-01-01';B=@(1,2);C=$null;D=1.5;E=@{}} | Get-Member -MemberType NoteProperty`,
    `   TypeName: System.Management.Automation.PSCustomObject

Name MemberType   Definition
---- ----------   ----------
A    NoteProperty datetime A=01/01/2024 00:00:00
B    NoteProperty Object[] B=System.Object[]
C    NoteProperty object C=null
D    NoteProperty double D=1.5
E    NoteProperty hashtable E=System.Collections.Hashtable`,
  ],
  [
    `Get-Date '2024-01-01' | Get-Member -MemberType ScriptProperty, NoteProperty`,
    `   TypeName: System.DateTime

Name        MemberType     Definition
----        ----------     ----------
DisplayHint NoteProperty   DisplayHintType DisplayHint=DateTime
DateTime    ScriptProperty System.Object DateTime {get=if ((& { Set-StrictMode -Version 1; $this.DisplayHint }) -ieq  "…`,
  ],
  [
    `Get-Member`,
    `error NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand: You must specify an object for the Get-Member cmdlet.`,
  ],
  [
    `'x' | Get-Member -View Adapted -MemberType Properties`,
    `   TypeName: System.String

Name   MemberType Definition
----   ---------- ----------
Length Property   int Length {get;}`,
  ],
  [
    `'x' | Get-Member -Force -Name ps*`,
    `   TypeName: System.String

Name        MemberType   Definition
----        ----------   ----------
pstypenames CodeProperty System.Collections.ObjectModel.Collection\`1[[System.String, System.Private.CoreLib, Version=10…
psadapted   MemberSet    psadapted {Chars, Length, CompareTo, EndsWith, Equals, GetHashCode, StartsWith, Clone, CopyTo,…
psbase      MemberSet    psbase {Chars, Length, CompareTo, EndsWith, Equals, GetHashCode, StartsWith, Clone, CopyTo, Tr…
psextended  MemberSet    psextended {}
psobject    MemberSet    psobject {Members, Properties, Methods, ImmediateBaseObject, BaseObject, TypeNames, get_Member…`,
  ],
]);
