import { rowsOf } from '../rows.ts';

const leap = `'2024-02-29T13:05:09'`;
const unix: readonly (readonly [string, string])[] = [
  ['%A %a %B %b %h', 'Thursday Thu February Feb Feb'],
  ['%Y-%m-%d %H:%M:%S', '2024-02-29 13:05:09'],
  ['%C %y %G %g', '20 24 2024 24'],
  ['%D %x %F', '02/29/24 02/29/24 2024-02-29'],
  ['%I %l %k %p', '01  1 13 PM'],
  ['%j %V %u %w', '060 09 4 4'],
  ['%R %r %T %X', '13:05 01:05:09 PM 13:05:09 13:05:09'],
  ['%s %Z', '1709211909 +00'],
  ['%c', 'Thu 29 Feb 2024 13:05:09'],
  ['%e|%%', '29|%'],
  ['+%d', '29'],
];

export const rows = rowsOf('Get-Date', [
  ['is a time', `(Get-Date).GetType().Name; (Get-Date).Kind`, 'DateTime\nLocal'],
  ['is now', `[math]::Abs(((Get-Date) - [datetime]::Now).TotalSeconds) -lt 5`, 'True'],
  ['-Format of .NET', `Get-Date ${leap} -Format 'yyyy-MM-dd HH:mm:ss'`, '2024-02-29 13:05:09'],
  ['-Format yyyyMMdd', `Get-Date ${leap} -Format yyyyMMdd`, '20240229'],
  ['-Format with names', `Get-Date ${leap} -Format 'dddd, d MMMM yyyy'`, 'Thursday, 29 February 2024'],
  [
    '-Format with a standard letter',
    `Get-Date ${leap} -Format s; Get-Date ${leap} -Format o; Get-Date ${leap} -Format u`,
    '2024-02-29T13:05:09\n2024-02-29T13:05:09.0000000\n2024-02-29 13:05:09Z',
  ],
  ['-Format is text', `(Get-Date -Format yyyy).GetType().Name`, 'String'],
  [
    '-Format in a file name',
    `"report_$(Get-Date ${leap} -Format 'yyyyMMdd_HHmmss').csv"`,
    'report_20240229_130509.csv',
  ],
  ['-Format by its prefix', `Get-Date ${leap} -f yyyy`, '2024'],
  [
    '-Format FileDate and its like',
    `Get-Date ${leap} -Format FileDate; Get-Date ${leap} -Format FileDateTime; Get-Date ${leap} -Format FileDateUniversal; Get-Date ${leap} -Format FileDateTimeUniversal`,
    '20240229\n20240229T1305090000\n20240229Z\n20240229T1305090000Z',
  ],
  [
    '-Date by name and from the pipeline',
    `Get-Date -Date ${leap} -Format dd; ${leap} | Get-Date -Format dd`,
    '29\n29',
  ],
  [
    'parts replace those of the time',
    `Get-Date ${leap} -Year 2023 -Month 5 -Day 4 -Hour 3 -Minute 2 -Second 1 -Format s`,
    '2023-05-04T03:02:01',
  ],
  ['-Millisecond', `(Get-Date ${leap} -Millisecond 7).Millisecond`, '7'],
  ['-Year from a leap day', `Get-Date ${leap} -Year 2023 -Format s`, '2023-02-28T13:05:09'],
  [
    '-Month out of range',
    `try { Get-Date -Month 13 } catch { $_.FullyQualifiedErrorId }`,
    'ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetDateCommand',
  ],
  [
    'text that is no time',
    `try { Get-Date nonsense } catch { $_.FullyQualifiedErrorId }`,
    'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetDateCommand',
  ],
  ['-UnixTimeSeconds', `Get-Date -UnixTimeSeconds 0 -AsUTC -Format o`, '1970-01-01T00:00:00.0000000Z'],
  ['-UnixTimeSeconds with -UFormat', `Get-Date -UnixTimeSeconds 86400 -UFormat %F`, '1970-01-02'],
  ['-AsUTC', `(Get-Date -AsUTC).Kind`, 'Utc'],
  [
    '-DisplayHint',
    `Get-Date ${leap} -DisplayHint Date; Get-Date ${leap} -DisplayHint Time`,
    'Thursday, 29 February 2024\n13:05:09',
  ],
  [
    'arithmetic',
    `(Get-Date ${leap}).AddDays(1).ToString('s'); ((Get-Date ${leap}) - (Get-Date 2024-02-28)).Days`,
    '2024-03-01T13:05:09\n1',
  ],
  ['compares', `(Get-Date).AddDays(-30) -lt (Get-Date)`, 'True'],
  ...unix.map(
    ([format, text]) => [`-UFormat ${format}`, `Get-Date ${leap} -UFormat '${format}'`, text] as const,
  ),
]);
