import { rowsOf } from '../rows.ts';

const done = `| Wait-Job | Receive-Job`;

export const rows = rowsOf('Start-ThreadJob', [
  ['runs a block and gives its output', `Start-ThreadJob { 1 + 1 } ${done}`, '2'],
  [
    '-ScriptBlock -Name',
    `$j = Start-ThreadJob -ScriptBlock { 1 } -Name mine; $j.Name; $j.PSJobTypeName; (Get-Job mine | Wait-Job).State`,
    'mine\nThreadJob\nCompleted',
  ],
  ['-ArgumentList', `Start-ThreadJob { param($a, $b) "$a-$b" } -ArgumentList x, y ${done}`, 'x-y'],
  [
    '$using:',
    `$v = 5; $o = [pscustomobject]@{ n = 7 }; Start-ThreadJob { $using:v + 1; $Using:V; ($using:o).n } ${done}`,
    '6\n5\n7',
  ],
  ['-InputObject', `1, 2, 3 | Start-ThreadJob { $input | ForEach-Object { $_ * 2 } } ${done}`, '2\n4\n6'],
  [
    '-InitializationScript',
    `Start-ThreadJob { hi } -InitializationScript { function hi { 'hi!' } } ${done}`,
    'hi!',
  ],
  [
    '-FilePath',
    `Set-Content s.ps1 'param($x) "got $x"'; Start-ThreadJob -FilePath s.ps1 -ArgumentList 3 ${done}`,
    'got 3',
  ],
  [
    'starts in the current location',
    `Start-ThreadJob { "$PWD" } ${done}`,
    '<dir>',
    'the version of an installed pwsh decides',
  ],
  [
    'errors come with the output',
    `Start-ThreadJob { Write-Error bad; 'after' } ${done}`,
    'after\n\nerror Microsoft.PowerShell.Commands.WriteErrorException: bad',
  ],
  [
    'a throw fails the job',
    `$j = Start-ThreadJob { throw 'no' } | Wait-Job; $j.State; try { $j | Receive-Job -ErrorAction Stop } catch { "$_" }`,
    'Failed\nno',
  ],
  [
    '-ThrottleLimit holds the others back, and all end',
    `$j = 1..4 | ForEach-Object { Start-ThreadJob { Start-Sleep -Milliseconds 20; 1 } -ThrottleLimit 2 }; ($j | Wait-Job | Receive-Job).Count`,
    '4',
  ],
  [
    'Stop-Job ends it',
    `$j = Start-ThreadJob { Start-Sleep 60 }; while ($j.State -ne 'Running') { Start-Sleep -Milliseconds 5 }; Stop-Job $j; $j.State`,
    'Stopped',
  ],
  [
    'Stop-Job before its turn',
    `$j = 1..2 | ForEach-Object { Start-ThreadJob { Start-Sleep 60 } -ThrottleLimit 1 }; while ($j[0].State -ne 'Running') { Start-Sleep -Milliseconds 20 }; Stop-Job $j[1]; $j[1].State; Stop-Job $j[0]; $j[0].State`,
    'Stopped\nStopped',
    'an installed pwsh may call such a job Failed',
  ],
  ['Remove-Job', `Start-ThreadJob { 1 } -Name gone | Wait-Job | Remove-Job; @(Get-Job).Count`, '0'],
]);
