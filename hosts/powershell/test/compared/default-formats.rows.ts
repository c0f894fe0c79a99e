import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: what is shown without asking', [
  [
    `[pscustomobject]@{A=1;B=2;C=3;D=4;E=5}`,
    `A : 1
B : 2
C : 3
D : 4
E : 5`,
  ],
  [
    `[pscustomobject]@{A=1;B=2;C=3;D=4}`,
    `A B C D
- - - -
1 2 3 4`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{B=2}`,
    `A
-
1`,
  ],
  [
    `[pscustomobject]@{A=1},'text',[pscustomobject]@{A=2}`,
    `A
-
1
text
2`,
  ],
  [
    `@{a=1;}; 'x'; @{c=2}`,
    `Name                           Value
----                           -----
a                              1
x
c                              2`,
  ],
  [`Get-Date '2024-01-02 03:04:05'`, `Tuesday, 02 January 2024 03:04:05`],
  [
    `[timespan]'1.02:03:04'`,
    `Days              : 1
Hours             : 2
Minutes           : 3
Seconds           : 4
Milliseconds      : 0
Ticks             : 937840000000
TotalDays         : 1.08546296296296
TotalHours        : 26.0511111111111
TotalMinutes      : 1563.06666666667
TotalSeconds      : 93784
TotalMilliseconds : 93784000`,
  ],
  [
    `$true,1.5,[decimal]1.50,$null,'x'`,
    `True
1.5
1.5
x`,
  ],
  [
    `[version]'1.2.3.4'`,
    `Major  Minor  Build  Revision
-----  -----  -----  --------
1      2      3      4`,
  ],
  [
    `[uri]'http://a/b'`,
    `AbsolutePath   : /b
AbsoluteUri    : http://a/b
LocalPath      : /b
Authority      : a
HostNameType   : Dns
IsDefaultPort  : True
IsFile         : False
IsLoopback     : False
PathAndQuery   : /b
Segments       : {/, b}
IsUnc          : False
Host           : a
Port           : 80
Query          :
Fragment       :
Scheme         : http
OriginalString : http://a/b
DnsSafeHost    : a
IdnHost        : a
IsAbsoluteUri  : True
UserEscaped    : False
UserInfo       :`,
  ],
  [
    `[guid]'00000000-0000-0000-0000-000000000001'`,
    `Guid
----
00000000-0000-0000-0000-000000000001`,
  ],
  [
    `[xml]'<a><b>1</b></a>'`,
    `a
-
a`,
  ],
  [`try { 1/0 } catch { $_ }`, `RuntimeException: Attempted to divide by zero.`],
  [
    `Set-Content a.txt hello; (Get-ChildItem | Out-String) -replace '\\d+/\\d+/\\d+ +\\d+:\\d+( [AP]M)?','DATE' -replace '\\S+/rows-\\w+','ROWS'`,
    `    Directory: ROWS

UnixMode         User Group         LastWriteTime         Size Name
--------         ---- -----         -------------         ---- ----
-rw-r--r--       root root       DATE            6 a.txt`,
  ],
  [
    `Get-Alias ls, gci -ErrorAction SilentlyContinue`,
    `CommandType     Name                                               Version    Source
-----------     ----                                               -------    ------
Alias           gci -> Get-ChildItem`,
  ],
  [
    `1..3 | Out-String`,
    `1
2
3`,
  ],
  [
    `'a','b' | Out-String -Stream | % { "[$_]" }`,
    `[a]
[b]`,
  ],
  [
    `[pscustomobject]@{A=1} | Out-String -Stream | % { "[$_]" }`,
    `[]
[A]
[-]
[1]
[]`,
  ],
  [
    `'a'*300 | Out-String -Width 50`,
    `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`,
  ],
  [
    `[pscustomobject]@{A='a'*100;B='b'*100} | Out-String -Width 50`,
    `A
-
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`,
  ],
  [`'a','b' | Out-String -NoNewline`, `ab`],
  [
    `[pscustomobject]@{A=1} | Out-File x.txt; Get-Content x.txt`,
    `A
-
1`,
  ],
  [`'ä' | Out-File x.txt -Encoding ascii; Get-Content x.txt`, `?`],
  [
    `'a' | Out-File x.txt; 'b' | Out-File x.txt -Append; Get-Content x.txt -Raw`,
    `a
b`,
  ],
  [`'a' | Out-File x.txt -NoNewline; [IO.File]::ReadAllBytes("$PWD/x.txt").Length`, `1`],
  [
    `'a' | Out-File x.txt; 'a' | Out-File x.txt -NoClobber`,
    `error NoClobber,Microsoft.PowerShell.Commands.OutFileCommand: The file '<dir>/x.txt' already exists.`,
  ],
  [
    `'a' > x.txt; 'b' >> x.txt; Get-Content x.txt`,
    `a
b`,
  ],
  [`1..3 > x.txt; (Get-Content x.txt).Count`, `3`],
  [
    `Out-File -FilePath x.txt -InputObject (1,2); Get-Content x.txt`,
    `1
2`,
  ],
  [
    `Get-TimeZone -Id UTC`,
    `Id                         : UTC
HasIanaId                  : True
DisplayName                : (UTC) Coordinated Universal Time
StandardName               : Coordinated Universal Time
DaylightName               : Coordinated Universal Time
BaseUtcOffset              : 00:00:00
SupportsDaylightSavingTime : False`,
  ],
  [`Get-Host | % { $_.GetType().Name }`, `InternalHost`],
  [`$e = Write-Error x 2>&1; $e | Out-String`, `Write-Error: x`],
  [`Write-Warning w 3>&1 | Out-String`, `w`],
]);
