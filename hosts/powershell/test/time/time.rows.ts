import { rowsOf } from '../rows.ts';

export const rows = rowsOf('New-TimeSpan, Start-Sleep, Measure-Command', [
  ['New-TimeSpan -Start -End', `(New-TimeSpan -Start 2024-01-01 -End 2024-01-03).TotalDays`, '2'],
  ['New-TimeSpan by position', `(New-TimeSpan 2024-01-01 2024-01-02).TotalHours`, '24'],
  ['New-TimeSpan backwards', `(New-TimeSpan 2024-01-02 2024-01-01).TotalHours`, '-24'],
  [
    'New-TimeSpan -Start counts to now',
    `(New-TimeSpan -Start (Get-Date).AddHours(-1)).TotalMinutes -ge 60`,
    'True',
  ],
  [
    'New-TimeSpan -End counts from now',
    `(New-TimeSpan -End (Get-Date).AddHours(1)).TotalMinutes -gt 59`,
    'True',
  ],
  ['New-TimeSpan without anything is zero', `(New-TimeSpan).Ticks`, '0'],
  [
    'New-TimeSpan by parts',
    `(New-TimeSpan -Days 1 -Hours 2 -Minutes 3 -Seconds 4 -Milliseconds 5).ToString()`,
    '1.02:03:04.0050000',
  ],
  ['New-TimeSpan from the pipeline', `([datetime]'2024-01-01' | New-TimeSpan -End 2024-01-02).Days`, '1'],
  [
    'Start-Sleep -Milliseconds',
    `$t = [Diagnostics.Stopwatch]::StartNew(); Start-Sleep -Milliseconds 50; $t.ElapsedMilliseconds -ge 40`,
    'True',
  ],
  [
    'Start-Sleep -Seconds may be part of one',
    `$t = [Diagnostics.Stopwatch]::StartNew(); Start-Sleep 0.05; $t.ElapsedMilliseconds -ge 40`,
    'True',
  ],
  [
    'Start-Sleep -Duration',
    `$t = [Diagnostics.Stopwatch]::StartNew(); Start-Sleep -Duration ([timespan]::FromMilliseconds(50)); $t.ElapsedMilliseconds -ge 40`,
    'True',
  ],
  [
    'Start-Sleep below zero',
    `try { Start-Sleep -Seconds -1 } catch { $_.FullyQualifiedErrorId }`,
    'ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartSleepCommand',
  ],
  [
    'Start-Sleep ends at once when it is stopped',
    `$shell = [powershell]::Create().AddScript('Start-Sleep 15'); $null = $shell.BeginInvoke(); while ($shell.InvocationStateInfo.State -ne 'Running') { Start-Sleep -Milliseconds 5 }; Start-Sleep -Milliseconds 300; $t = [Diagnostics.Stopwatch]::StartNew(); $shell.Stop(); $t.ElapsedMilliseconds -lt 5000`,
    'True',
  ],
  [
    'Measure-Command gives a length',
    `(Measure-Command { Start-Sleep -Milliseconds 50 }).TotalMilliseconds -ge 40`,
    'True',
  ],
  ['Measure-Command throws output away', `(Measure-Command { 'lost' }).GetType().Name`, 'TimeSpan'],
  ['Measure-Command runs in the same scope', `$null = Measure-Command { $x = 5 }; $x`, '5'],
  [
    'Measure-Command with input',
    `$null = 1, 2 | Measure-Command { Write-Host "got $_" }`,
    'information: got 1\ninformation: got 2',
  ],
]);
