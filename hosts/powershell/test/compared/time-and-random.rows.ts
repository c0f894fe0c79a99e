import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: time and chance', [
  [
    `[pscustomobject]@{Date=[datetimeoffset]'2024-01-02 03:04:05+02:00'}`,
    `Date
----
01/02/2024 03:04:05 +02:00`,
  ],
  [
    `,@(1,2),@(3,4) | Format-Table`,
    `Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized Count
------ ---------- ---- -------- ---------- ----------- -------------- -----
     2          2    1 {1, 2}        False        True          False     2
3
4`,
  ],
  [
    `[Collections.Generic.Dictionary[string,int]]::new() | % { $_.Add('a',1); $_ }`,
    `Key Value
--- -----
a       1`,
  ],
  [
    `[ordered]@{a=1;b=@{c=2}} | Format-Table -AutoSize`,
    `Name Value
---- -----
a    1
b    {[c, 2]}`,
  ],
  [
    `[ordered]@{a=1;b=@{c=2}} | Format-List`,
    `Name  : a
Value : 1

Name  : b
Value : {[c, 2]}`,
  ],
  [
    `[ordered]@{a=1}.GetEnumerator() | Select-Object Key, Value`,
    `terminating OrderedAttributeOnlyOnHashLiteralNode: At line:1 char:1
+ [ordered]@{a=1}.GetEnumerator() | Select-Object Key, Value
+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
The ordered attribute can be specified only on a hash literal node.`,
  ],
  [
    `[Net.IPAddress]'127.0.0.1'`,
    `AddressFamily      : InterNetwork
ScopeId            :
IsIPv6Multicast    : False
IsIPv6LinkLocal    : False
IsIPv6SiteLocal    : False
IsIPv6Teredo       : False
IsIPv6UniqueLocal  : False
IsIPv4MappedToIPv6 : False
Address            : 16777343
IPAddressToString  : 127.0.0.1`,
  ],
  [
    `[Text.Encoding]::UTF8 | Select-Object WebName, CodePage`,
    `WebName CodePage
------- --------
utf-8      65001`,
  ],
  [
    `[regex]::Match('abc','b')`,
    `Groups    : {0}
Success   : True
Name      : 0
Captures  : {0}
Index     : 1
Length    : 1
Value     : b
ValueSpan :`,
  ],
  [
    `'abc' -match '(?<x>b)'; $Matches`,
    `True

Name                           Value
----                           -----
x                              b
0                              b`,
  ],
  [
    `[System.IO.DriveInfo]::GetDrives() | Select-Object -First 1 Name`,
    `Name
----
/proc`,
  ],
  [
    `New-TimeSpan -Days 1 -Hours 2`,
    `Days              : 1
Hours             : 2
Minutes           : 0
Seconds           : 0
Milliseconds      : 0
Ticks             : 936000000000
TotalDays         : 1.08333333333333
TotalHours        : 26
TotalMinutes      : 1560
TotalSeconds      : 93600
TotalMilliseconds : 93600000`,
  ],
  [
    `New-TimeSpan -Start '2024-01-01' -End '2024-01-02 12:00'`,
    `Days              : 1
Hours             : 12
Minutes           : 0
Seconds           : 0
Milliseconds      : 0
Ticks             : 1296000000000
TotalDays         : 1.5
TotalHours        : 36
TotalMinutes      : 2160
TotalSeconds      : 129600
TotalMilliseconds : 129600000`,
  ],
  [`New-Guid | % { $_.GetType().Name }`, `Guid`],
  [`Get-Date -Date '2024-01-02 03:04:05' -Format 'yyyy-MM-dd HH:mm:ss'`, `2024-01-02 03:04:05`],
  [
    `Get-Date '2024-01-02' -Format o; Get-Date '2024-01-02' -Format FileDate; Get-Date '2024-01-02 03:04' -Format FileDateTimeUniversal; Get-Date '2024-01-02' -Format d`,
    `2024-01-02T00:00:00.0000000
20240102
20240102T0304000000Z
01/02/2024`,
  ],
  [`Get-Date '2024-01-02' -UFormat '%Y-%m-%d %A %j %V %s %Z'`, `2024-01-02 Tuesday 002 01 1704153600 +00`],
  [
    `Get-Date '2024-01-02 13:04:05' -UFormat '%a %b %c %d %D %e %F %g %G %h %H %I %k %l %m %M %n %p %r %R %S %t %T %u %U %w %x %X %y %%'`,
    `Tue Jan Tue 02 Jan 2024 13:04:05 02 01/02/24  2 2024-01-02 24 2024 Jan 13 01 13  1 01 04
 PM 01:04:05 PM 13:04 05 	 13:04:05 2 0 2 01/02/24 13:04:05 24 %`,
  ],
  [`Get-Date '2024-01-02' -DisplayHint Date`, `Tuesday, 02 January 2024`],
  [`Get-Date '2024-01-02 03:04' -DisplayHint Time`, `03:04:00`],
  [
    `Get-Date -Year 2024 -Month 1 -Day 2 -Hour 3 -Minute 4 -Second 5 -Millisecond 6 | % { $_.ToString('o') }`,
    `2024-01-02T03:04:05.0060000+00:00`,
  ],
  [`Get-Date -UnixTimeSeconds 1700000000 | % ToString o`, `2023-11-14T22:13:20.0000000+00:00`],
  [`(Get-Date '2024-01-02 03:04:05').AddDays(1)`, `Wednesday, 03 January 2024 03:04:05`],
  [`Get-Date '2024-01-02T03:04:05Z' -AsUTC`, `Tuesday, 02 January 2024 03:04:05`],
  [`(Get-Date '2024-01-02T03:04:05Z').Kind`, `Local`],
  [`'2024-01-02' | Get-Date | % Year`, `2024`],
  [
    `Get-Date nonsense`,
    `error CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetDateCommand: Cannot bind parameter 'Date'. Cannot convert value "nonsense" to type "System.DateTime". Error: "The string 'nonsense' was not recognized as a valid DateTime. There is an unknown word starting at index '0'."`,
  ],
  [`Get-Date -Format 'dddd, MMMM'  -Date 2024-02-29`, `Thursday, February`],
  [
    `[datetime]'2024-01-02' - [datetime]'2024-01-01'`,
    `Days              : 1
Hours             : 0
Minutes           : 0
Seconds           : 0
Milliseconds      : 0
Ticks             : 864000000000
TotalDays         : 1
TotalHours        : 24
TotalMinutes      : 1440
TotalSeconds      : 86400
TotalMilliseconds : 86400000`,
  ],
  [`"$([datetime]'2024-01-02')"`, `01/02/2024 00:00:00`],
  [
    `'{0:yyyy} {1,5} {2:N2} {3:P1} {4:X}' -f [datetime]'2024-01-02', 'a', 1234.5, 0.256, 255`,
    `2024     a 1,234.50 25.6 % FF`,
  ],
  [`(Measure-Command { 1 }).GetType().Name`, `TimeSpan`],
  [`Start-Sleep -Milliseconds 1; Start-Sleep 0; Start-Sleep -Duration ([timespan]::Zero); 'ok'`, `ok`],
  [
    `Start-Sleep -1`,
    `error ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartSleepCommand: Cannot validate argument on parameter 'Seconds'. The -1 argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.`,
  ],
  [`Get-Random -Minimum 5 -Maximum 6`, `5`],
  [
    `Get-Random -InputObject 1,2,3 -Count 3 | Sort-Object`,
    `1
2
3`,
  ],
  [
    `Get-Random -SetSeed 5 -Maximum 100; Get-Random -Maximum 100`,
    `62
63`,
  ],
  [
    `1..5 | Get-Random -SetSeed 1 -Shuffle`,
    `1
3
4
5
2`,
  ],
  [`1..10 | Get-Random -SetSeed 42`, `9`],
  [
    `Get-Random -Maximum 0`,
    `error MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand: The Minimum value (0) cannot be greater than or equal to the Maximum value (0).`,
  ],
  [
    `Get-Random -Minimum 2 -Maximum 1`,
    `error MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand: The Minimum value (2) cannot be greater than or equal to the Maximum value (1).`,
  ],
  [
    `1..10 | Get-Random -SetSeed 7 -Count 3; 1..10 | Get-Random -Count 20; 1..10 | Get-Random;  1..5 | Get-Random -Shuffle; Get-Random 'a','b','c'`,
    `2
3
9
5
4
1
3
10
9
8
2
7
6
2
3
5
2
4
1
b`,
  ],
  [
    `Get-Random -SetSeed 3 -Maximum 100 -Count 4; Get-Random -Minimum 10 -Maximum 20; Get-Random -Maximum 5.5`,
    `32
46
30
48
13
4.59197031012362`,
  ],
]);
