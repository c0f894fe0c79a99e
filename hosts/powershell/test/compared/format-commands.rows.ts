import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: Format-Table and its like', [
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table`,
    `Name Value
---- -----
a        1
bb      22`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table -AutoSize`,
    `Name Value
---- -----
a        1
bb      22`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table -HideTableHeaders`,
    `a        1
bb      22`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table Value, Name`,
    `Value Name
----- ----
    1 a
   22 bb`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table @{l='N';e={$_.Name};width=10;align='right'}, @{n='V';e='Value';f='N2'}`,
    `         N                                                                                                             V
         -                                                                                                             -
         a                                                                                                          1.00
        bb                                                                                                         22.00`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='bb';Value=22} | Format-Table -GroupBy Name`,
    `   Name: a

Name Value
---- -----
a        1

   Name: bb

Name Value
---- -----
bb      22`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1},[pscustomobject]@{Name='b';Value=22} | Format-List`,
    `Name  : a
Value : 1

Name  : b
Value : 22`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=1} | Format-List Name, @{n='X';e={5}}`,
    `Name : a
X    : 5`,
  ],
  [
    `[pscustomobject]@{Name='a';Value=@(1,2,3,4,5,6)} | Format-List`,
    `Name  : a
Value : {1, 2, 3, 4…}`,
  ],
  [
    `[pscustomobject]@{Name=('x'*200);Value=1} | Format-Table -Wrap`,
    `Name
----
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`,
  ],
  [
    `[pscustomobject]@{Name=('x'*200);Value=1} | Format-Table`,
    `Name
----
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`,
  ],
  [
    `[pscustomobject]@{Name=('x'*200);Value=1} | Format-List`,
    `Name  : xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
Value : 1`,
  ],
  [
    `1..20 | Format-Wide -Column 5 { $_ }`,
    `1
2
3
4
5
6
7
8
9
10
11
12
13
14
15
16
17
18
19
20`,
  ],
  [
    `'a','b','c' | Format-Wide`,
    `a
b
c`,
  ],
  [
    `try { throw 'x' } catch { $_ | Format-List * -Force | Out-String -Width 60 }`,
    `PSMessageDetails      :
Exception             : System.Management.Automation.Runtime
                        Exception: x
TargetObject          : x
CategoryInfo          : OperationStopped: (x:String) [], Run
                        timeException
FullyQualifiedErrorId : x
ErrorDetails          :
InvocationInfo        : System.Management.Automation.Invocat
                        ionInfo
ScriptStackTrace      : at <ScriptBlock>, <No file>: line 1
PipelineIterationInfo : {}`,
  ],
  [
    `Set-Content a.txt hello; Get-ChildItem | Format-Table Name, Length`,
    `Name  Length
----  ------
a.txt      6`,
  ],
  [
    `Set-Content a.txt hello; (Get-Item a.txt | Format-List | Out-String) -replace '\\d+/\\d+/\\d+ +\\d+:\\d+:\\d+( [AP]M)?','DATE'`,
    `    Directory: <dir>

Name           : a.txt
Length         : 6
CreationTime   : DATE
LastWriteTime  : DATE
LastAccessTime : DATE
Mode           : -----
LinkType       :
Target         :
VersionInfo    : File:             <dir>/a.txt
                 InternalName:
                 OriginalFilename:
                 FileVersion:
                 FileDescription:
                 Product:
                 ProductVersion:
                 Debug:            False
                 Patched:          False
                 PreRelease:       False
                 PrivateBuild:     False
                 SpecialBuild:     False
                 Language:`,
  ],
  [
    `Get-Variable PID, HOME | Format-Table Name`,
    `Name
----
PID
HOME`,
  ],
  [`[DayOfWeek]::Monday | Format-List`, `Monday`],
  [
    `[pscustomobject]@{A=[DayOfWeek]::Monday;B=[datetime]'2024-01-02';C=@{x=1;};D={1+1};E=[pscustomobject]@{q=1}} | Format-List`,
    `A : Monday
B : 01/02/2024 00:00:00
C : {[x, 1]}
D : 1+1
E : @{q=1}`,
  ],
  [
    `[pscustomobject]@{A=[DayOfWeek]::Monday;B=[datetime]'2024-01-02';C=@{x=1;};D={1+1};E=[pscustomobject]@{q=1}} | Format-Table`,
    `     A B                   C        D   E
     - -                   -        -   -
Monday 01/02/2024 00:00:00 {[x, 1]} 1+1 @{q=1}`,
  ],
  [
    `[pscustomobject]@{A=[DayOfWeek]::Monday;E=[pscustomobject]@{q=1;r=@(1,2)}} | Format-Custom`,
    `class PSCustomObject
{
  A = Monday
  E =
    class PSCustomObject
    {
      q = 1
      r =
        [
          1
          2
        ]

    }
}`,
  ],
  [
    `[pscustomobject]@{A=1;B=-1.23456;C=12345678.9;D=1e-10;E=[double]::PositiveInfinity} | Format-List`,
    `A : 1
B : -1.23456
C : 12345678.9
D : 1E-10
E : Infinity`,
  ],
  [
    `[pscustomobject]@{A=$null;B='';C=@();D=@($null)} | Format-List`,
    `A :
B :
C : {}
D : {$null}`,
  ],
  [
    `Format-Table -InputObject ([pscustomobject]@{A=1})`,
    `A
-
1`,
  ],
  [
    `[pscustomobject]@{A=1} | Format-Table -Property Z`,
    `Z
-`,
  ],
  [`[pscustomobject]@{A=1} | Format-List -Property Z, A`, `A : 1`],
  [
    `[pscustomobject]@{A=1} | Format-Table -View nope`,
    `error FormatViewNotFound,Microsoft.PowerShell.Commands.FormatTableCommand: The view name nope cannot be found. There are no existing Table views for System.Management.Automation.PSCustomObject objects.`,
  ],
  [
    `[pscustomobject]@{AB=1;AC=2;B=3} | Format-Table A*`,
    `AB AC
-- --
 1  2`,
  ],
  [
    `[pscustomobject]@{A='x';B=1} | Format-Table A, @{n='Z';e={$_.B};f={"<$_>"}}`,
    `error DictionaryKeyIllegalValue2,Microsoft.PowerShell.Commands.FormatTableCommand: The "f" key has a type, System.Management.Automation.ScriptBlock, that is not valid; expected type is System.String.`,
  ],
  [
    `[pscustomobject]@{A=1.23456;B=0.5} | Format-Table @{n='P';e={$_.B};f='P0'}, @{e='A';f='{0:n1}'}`,
    `   P   A
   -   -
50 % 1.2`,
  ],
  [
    `[pscustomobject]@{PSTypeName='My.T';A=1} | Format-Table`,
    `A
-
1`,
  ],
  [
    `[pscustomobject]@{Date=[datetime]'2024-01-02 03:04:05';Span=[timespan]'0:0:5'} | Format-Table`,
    `Date                Span
----                ----
01/02/2024 03:04:05 00:00:05`,
  ],
]);
